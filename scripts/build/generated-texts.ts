/** Puts texts into metadata files as a retrieve would: by name, in the file's own form. */

export interface NewLabel {
  readonly name: string;
  readonly text: string;
  /** Where it is shown, for translators. */
  readonly about: string;
}

/** @throws Error where the file has a label of that name */
export function withLabel(xml: string, { name, text, about }: NewLabel): string {
  const block = [
    "    <labels>",
    `        <fullName>${name}</fullName>`,
    "        <categories>Loyalty</categories>",
    "        <language>en_US</language>",
    "        <protected>false</protected>",
    `        <shortDescription>${escaped(about)}</shortDescription>`,
    `        <value>${escaped(text)}</value>`,
    "    </labels>",
    ""
  ].join("\n");
  return inserted(xml, { block, name, list: "labels", key: "fullName" });
}

/** @throws Error where the file translates a label of that name */
export function withLabelTranslation(xml: string, name: string, text: string): string {
  const block = `    <customLabels>\n        <label>${escaped(text)}</label>\n        <name>${name}</name>\n    </customLabels>\n`;
  return inserted(xml, { block, name, list: "customLabels", key: "name" });
}

/** Adds a value at the end of a picklist. @throws Error where the field has it, or is no picklist with values of its own */
export function withValue(xml: string, value: string, label: string): string {
  if (xml.includes(`<fullName>${value}</fullName>`)) throw new Error(`the field has the value ${value} already`);
  const end = "            </value>\n";
  const at = xml.lastIndexOf(end);
  if (at < 0) throw new Error("the field is no picklist with values of its own");
  const block = [
    "            <value>",
    `                <fullName>${value}</fullName>`,
    "                <default>false</default>",
    `                <label>${escaped(label)}</label>`,
    "            </value>",
    ""
  ].join("\n");
  return xml.slice(0, at + end.length) + block + xml.slice(at + end.length);
}

/** @throws Error where the value is translated already */
export function withValueTranslation(xml: string, label: string, text: string): string {
  if (xml.includes(`<masterLabel>${escaped(label)}</masterLabel>`)) throw new Error(`${label} is translated already`);
  const end = "    </picklistValues>\n";
  const at = xml.lastIndexOf(end);
  if (at < 0) throw new Error("the translation has no values yet");
  const block = `    <picklistValues>\n        <masterLabel>${escaped(label)}</masterLabel>\n        <translation>${escaped(text)}</translation>\n    </picklistValues>\n`;
  return xml.slice(0, at + end.length) + block + xml.slice(at + end.length);
}

/** Adds a value to each enum of an OpenAPI description that names the field of a picklist; not formatted. */
export function withEnumValue(yaml: string, field: string, value: string): string {
  const enums = new RegExp(`(enum:\\s*\\[[^\\]]*?)(\\s*\\],?\\s*x-field: ${field.replaceAll(".", "\\.")}\\b)`, "g");
  return yaml.replace(enums, (_all, values: string, end: string) => `${values}, ${value}${end}`);
}

/** Before the first block whose name comes later; after the last where none does. */
function inserted(xml: string, { block, name, list, key }: Record<"block" | "name" | "list" | "key", string>): string {
  const blocks = [...xml.matchAll(new RegExp(` {4}<${list}>[\\s\\S]*?</${list}>\n`, "g"))].map((match) => ({
    start: match.index,
    end: match.index + match[0].length,
    name: new RegExp(`<${key}>([^<]*)</${key}>`).exec(match[0])![1]!
  }));
  if (blocks.some((one) => one.name === name)) throw new Error(`the file has ${name} already`);
  const last = blocks.at(-1);
  if (last === undefined) throw new Error(`the file has no ${list} yet`);
  const at = blocks.find((one) => one.name > name)?.start ?? last.end;
  return xml.slice(0, at) + block + xml.slice(at);
}

function escaped(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}
