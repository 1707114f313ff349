import { accessOf } from "../../security/access.ts";
import type { Field, SObjectType } from "../../schema/types.ts";
import { isStored, quoted } from "../../storage/tables.ts";
import { plainLetters } from "../../values/plain-letters.ts";
import type { NavigationTab } from "../pages/application.ts";
import { searchLayoutOf } from "../pages/search-layout.ts";
import type { FoundObject } from "../protocol/records.ts";
import { columnView, readable, rowView, select, titlesOf, type ViewContext } from "./record-views.ts";

const SHORTEST_TERM = 2;
/** "SOQL and SOSL Reference: SOSL Limits on Search Results". */
const MOST_MATCHES = 2_000;
/** "Salesforce Help: Search Fields": text that identifies or describes; long descriptions are left out here. */
const SEARCHED_TYPES = ["string", "email", "phone", "url"];

/**
 * Records of the objects with tabs, found by words that begin so, whatever the case and the accents, in the fields that
 * the user may read ("Salesforce Help: How Search Works").
 */
export function searchEverywhere(
  context: ViewContext,
  tabs: readonly NavigationTab[],
  term: string,
  rowsPerObject: number
): FoundObject[] {
  const words = wordsOf(term);
  if (words.join("").length < SHORTEST_TERM) return [];
  const { schema } = context.tx;
  return tabs.flatMap(({ target, icon }) => {
    const type = target.type === "object" ? schema.object(target.object) : undefined;
    return type?.searchable ? searchObject(context, type, icon, words, rowsPerObject) : [];
  });
}

function searchObject(
  context: ViewContext,
  type: SObjectType,
  icon: string,
  words: readonly string[],
  most: number
): FoundObject[] {
  const fields = readable(context, type, searchedFields(type));
  if (fields.length === 0 || !accessOf(context.tx).object(type).read) return [];
  const ids = matchingIds(context, type, fields, words);
  if (ids.length === 0) return [];
  const columns = readable(context, type, searchLayoutOf(context.org.source, type));
  const records = select(context, type, columns, `Id IN :ids LIMIT ${most + 1}`, new Map([["ids", ids]]));
  if (records.length === 0) return [];
  const shown = records.slice(0, most);
  return [
    {
      object: type.name,
      label: context.words.plural(type),
      icon,
      columns: columns.map((field) => columnView(context, type, field)),
      rows: shown.map((record) => rowView(context, record, columns)),
      titles: titlesOf(
        context,
        type,
        shown.map(({ id }) => id!)
      ),
      more: records.length > most
    }
  ];
}

function searchedFields(type: SObjectType): string[] {
  return type.fields
    .filter((field) => isStored(field) && !field.longText && (field.nameField || SEARCHED_TYPES.includes(field.type)))
    .map(({ name }) => name);
}

/** The index of an org is not there: every text is looked at, in the order in which the records came. */
function matchingIds(
  { tx }: ViewContext,
  type: SObjectType,
  fields: readonly Field[],
  words: readonly string[]
): string[] {
  const live = type.field("IsDeleted") === undefined ? "" : ' WHERE "IsDeleted" = 0';
  const columns = fields.map(({ name }) => quoted(name)).join(", ");
  const ids: string[] = [];
  for (const [id, ...texts] of tx.database.iterate(`SELECT "Id", ${columns} FROM ${quoted(type.name)}${live}`)) {
    const found = wordsOf(texts.filter((text) => typeof text === "string").join(" "));
    if (words.every((word) => found.some((one) => one.startsWith(word)))) ids.push(id as string);
    if (ids.length === MOST_MATCHES) break;
  }
  return ids;
}

function wordsOf(text: string): string[] {
  return plainLetters(text).match(/[\p{L}\p{N}]+/gu) ?? [];
}
