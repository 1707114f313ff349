import { readFileSync } from "node:fs";
import type { ObjectSource, ProjectSource } from "../local-org/metadata/types.ts";
import type { Field, RollUpSummary } from "../local-org/schema/types.ts";

export const OBJECTS_PAGE = "docs/objects.md";

/** Features in the order in which they stand on each other; others follow by name. */
const FEATURES = [
  "program",
  "member",
  "earning",
  "rule",
  "ledger",
  "tier",
  "reward",
  "pricing",
  "partner",
  "insight",
  "sync",
  "shared"
];

/** The reference page of all objects and fields, as the metadata says it. */
export function objectsPage(project: ProjectSource): string {
  const objects = [...project.objects].sort((a, b) => placeOf(a) - placeOf(b) || a.name.localeCompare(b.name));
  return [
    "# Objects and fields",
    "",
    "Written by `npm run build` from the metadata. What the objects are for, and who writes them, is in [data-model.md](data-model.md).",
    ...objects.flatMap((object) => ["", ...section(object)]),
    ""
  ].join("\n");
}

function section(object: ObjectSource): string[] {
  const rules = object.validationRules.filter(({ active }) => active).map(({ message }) => message);
  return [
    `## ${object.name}`,
    "",
    `${description(object)}Folder: \`${featureOf(object)}/\`.`,
    "",
    "| field | type | what it is |",
    "| --- | --- | --- |",
    ...object.fields.map(
      (field) => `| \`${field.name}\` | ${typeOf(field)} | ${cell(field.inlineHelpText ?? field.label)} |`
    ),
    ...(rules.length === 0 ? [] : ["", `Refused when saved: ${rules.join(" ")}`])
  ];
}

function description(object: ObjectSource): string {
  if (!object.definition) return "Fields that are added to the standard object. ";
  const { nameField } = object.definition;
  const name = nameField.autoNumber ? `auto number \`${nameField.displayFormat}\`` : "text";
  return `${describedAs(object)} Name: ${nameField.label} (${name}). `;
}

/** The description of an object is for people alone, so that the org does not keep it. */
function describedAs({ name, path }: ObjectSource): string {
  const folder = path.slice(0, path.indexOf(`/${name}`) + name.length + 1);
  const source = readFileSync(`${folder}/${name}.object-meta.xml`, "utf8");
  return /<description>(.*?)<\/description>/s.exec(source)?.[1] ?? "";
}

function typeOf(field: Field): string {
  const marks = [
    field.required && !field.masterDetail && field.type !== "boolean" ? "required" : "",
    field.externalId ? "external id" : "",
    field.unique ? "unique" : ""
  ].filter(Boolean);
  return [plainType(field), ...marks].join("; ").replaceAll("|", "\\|");
}

function plainType(field: Field): string {
  if (field.summary) return rollUp(field.summary);
  if (field.formula !== undefined) return "Formula";
  if (field.masterDetail) return `Master-detail(${field.referenceTo.join(", ")})`;
  if (field.referenceTo.length > 0) return `Lookup(${field.referenceTo.join(", ")})`;
  if (field.picklistValues.length > 0)
    return `Picklist: ${field.picklistValues.map(({ value }) => `\`${value}\``).join(", ")}`;
  if (field.longText) return `Long text(${field.length})`;
  if (field.type === "string") return `Text(${field.length})`;
  if (field.type === "double" || field.type === "percent" || field.type === "currency")
    return `${field.type === "double" ? "Number" : capital(field.type)}(${field.precision - field.scale},${field.scale})`;
  return capital(field.type);
}

function rollUp({ operation, childObject, summarizedField }: RollUpSummary): string {
  return `Roll-up: ${operation}${summarizedField ? ` of \`${summarizedField}\`` : ""} of ${childObject}`;
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function cell(text: string): string {
  return text.replaceAll("|", "\\|").replaceAll("\n", " ");
}

/** The feature folder: the one that holds `objects/`. */
function featureOf({ path }: ObjectSource): string {
  const folders = path.split("/");
  return folders[folders.indexOf("objects") - 1] ?? "";
}

function placeOf(object: ObjectSource): number {
  const place = FEATURES.indexOf(featureOf(object));
  return place < 0 ? FEATURES.length : place;
}
