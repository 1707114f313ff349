import type { SObjectType } from "../../schema/types.ts";
import { ApiError } from "../../api/http/exchange.ts";
import { accessOf } from "../../security/access.ts";
import type { ViewContext } from "./record-views.ts";

export interface FoundRecord {
  readonly id: string;
  readonly name: string;
  readonly object: string;
  readonly objectLabel: string;
}

const userMode = { accessMode: "user", withSharing: true, countLimits: false } as const;

/** Records of an object whose name contains the text; names that begin with it come first. */
export function recordsByName(context: ViewContext, object: string, text: string, limit: number): FoundRecord[] {
  const { org, tx } = context;
  const type = tx.schema.object(object);
  if (!type) throw new ApiError(404, "NOT_FOUND", `There is no object ${object}`);
  const name = type.nameField;
  if (!name?.filterable || !accessOf(tx).object(type).read) return [];
  const escaped = text.trim().replace(/[\\%_]/g, (special) => `\\${special}`);
  const find = (pattern: string): FoundRecord[] => {
    const query = org.soql.analyze(
      `SELECT Id, ${name.name} FROM ${type.name} WHERE ${name.name} LIKE :pattern ORDER BY ${name.name} LIMIT ${limit}`,
      tx.schema
    );
    const { records } = org.soql.execute(tx, query, new Map([["pattern", pattern]]), userMode);
    return records.map((record) => found(context, type, record.id!, String(record.get(name.name) ?? record.id)));
  };
  const first = find(`${escaped}%`);
  if (escaped === "" || first.length === limit) return first;
  const known = new Set(first.map(({ id }) => id));
  return [...first, ...find(`%${escaped}%`).filter(({ id }) => !known.has(id))].slice(0, limit);
}

function found({ words }: ViewContext, type: SObjectType, id: string, name: string): FoundRecord {
  return { id, name, object: type.name, objectLabel: words.object(type) };
}
