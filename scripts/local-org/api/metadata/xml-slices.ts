/** One element directly below the root, as it is written. */
export interface XmlSlice {
  readonly name: string;
  /** What stands between its tags, entities and comments untouched. */
  readonly inner: string;
  readonly start: number;
  readonly end: number;
}

export interface SlicedXml {
  readonly root: string;
  /** What stands between the root's tags. */
  readonly inner: string;
  readonly innerStart: number;
  readonly children: readonly XmlSlice[];
}

const token =
  /<!--[\s\S]*?-->|<!\[CDATA\[[\s\S]*?\]\]>|<\?[\s\S]*?\?>|<(\/?)([\w:.-]+)(?:"[^"]*"|'[^']*'|[^>"'])*?(\/?)>/g;

/** Cuts a well-formed document into its root's children without changing a character of them. */
export function sliceXml(text: string): SlicedXml {
  const children: XmlSlice[] = [];
  let depth = 0;
  let [root, innerStart, innerEnd] = ["", 0, text.length];
  let [childStart, contentStart] = [0, 0];
  for (const match of text.matchAll(token)) {
    const [whole, closing, name, selfClosing] = match;
    if (name === undefined) continue;
    const end = match.index + whole.length;
    if (closing) {
      depth--;
      if (depth === 1) children.push({ name, inner: text.slice(contentStart, match.index), start: childStart, end });
      if (depth === 0) innerEnd = match.index;
      continue;
    }
    if (depth === 0) [root, innerStart] = [name, end];
    if (depth === 1) [childStart, contentStart] = [match.index, end];
    if (selfClosing) {
      if (depth === 1) children.push({ name, inner: "", start: childStart, end });
      if (depth === 0) innerEnd = end;
      continue;
    }
    depth++;
  }
  return { root, inner: text.slice(innerStart, innerEnd), innerStart, children };
}

/** The text of the first element of that name in a piece of XML, as it is written. */
export function textInXml(xml: string, name: string): string | undefined {
  return new RegExp(`<${name}>\\s*([^<]*?)\\s*</${name}>`).exec(xml)?.[1];
}

const metadataNamespace = "http://soap.sforce.com/2006/04/metadata";

export function metadataDocument(root: string, inner: string): string {
  return `<?xml version="1.0" encoding="UTF-8"?>\n<${root} xmlns="${metadataNamespace}">${inner}</${root}>\n`;
}
