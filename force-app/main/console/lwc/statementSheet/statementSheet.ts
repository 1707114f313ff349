/** Names the sheet in the page while it is printed. */
const SHEET = "loyalty-statement-sheet";
const PRINT_RULES = `
@media screen { .${SHEET} { display: none; } }
@media print {
  body > *:not(.${SHEET}) { display: none !important; }
  .${SHEET} { font-family: sans-serif; font-size: 10pt; }
  .${SHEET} table { width: 100%; border-collapse: collapse; }
  .${SHEET} th, .${SHEET} td { text-align: start; padding: 2pt 4pt; border-bottom: 1px solid currentcolor; }
  .${SHEET} td:last-child, .${SHEET} th:last-child { text-align: end; white-space: nowrap; }
  .${SHEET} tr { break-inside: avoid; }
  .${SHEET} svg { display: block; margin: 4mm 0; }
}`;

const UNSEEN = new Set(["script", "style", "template", "title"]);
const DIVISIONS = new Set("b br div em h1 h2 h3 i li ol p strong table tbody td th thead tr u ul".split(" "));

/** What stands on the sheet; all of it in the user's language and form. */
export interface Sheet {
  readonly title: string;
  /** Lines below the title: whose it is, and of which days. */
  readonly about: readonly string[];
  readonly headings: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/**
 * Prints a sheet alone, without the page around it. It stands in the page's body for that long: a dialog scrolls
 * and would be cut at its edge.
 */
export function printSheet({ title, about, headings, rows }: Sheet): void {
  const table = document.createElement("table");
  const head = table.createTHead().insertRow();
  head.append(...headings.map((heading) => element("th", heading)));
  const body = table.createTBody();
  for (const row of rows) body.insertRow().append(...row.map((cell) => element("td", cell)));
  printParts([element("h1", title), ...about.map((line) => element("p", line)), table]);
}

/** Prints a letter in the same way: of its HTML what it says and how it is divided, nothing that runs or is loaded. */
export function printLetter(html: string): void {
  printParts(copiesOf(new DOMParser().parseFromString(html, "text/html").body));
}

/** Prints these parts in the same way. */
export function printParts(parts: readonly Node[]): void {
  const sheet = document.createElement("section");
  sheet.className = SHEET;
  sheet.append(element("style", PRINT_RULES), ...parts);
  document.body.append(sheet);
  window.addEventListener("afterprint", () => sheet.remove(), { once: true });
  window.print();
}

function copiesOf(node: Node): Node[] {
  return [...node.childNodes].flatMap((child) => {
    const name = child.nodeName.toLowerCase();
    if (child.nodeType === Node.TEXT_NODE) return [document.createTextNode(child.textContent ?? "")];
    if (UNSEEN.has(name)) return [];
    const within = copiesOf(child);
    if (!DIVISIONS.has(name)) return within;
    const copy = document.createElement(name);
    copy.append(...within);
    return [copy];
  });
}

function element(name: string, text: string): HTMLElement {
  const made = document.createElement(name);
  made.textContent = text;
  return made;
}
