import type { SObjectRecord } from "../../../schema/record.ts";
import { ApexList } from "../../runtime/collections.ts";
import { apexContext } from "../../runtime/context.ts";
import { apexError } from "../../runtime/exceptions.ts";
import { listOf, sobjectType } from "../../runtime/runtime-type.ts";
import { accessOptions, type AccessLevelValue } from "../system/access.ts";
import { nullArgument } from "../definition/arguments.ts";
import { defineClass, type ClassDefinition, type Implementation } from "../definition/define.ts";
import { asQueryException, runQuery, scopeOfMap, type BindScope } from "./dynamic-query.ts";
import type { ApexMap } from "../../runtime/collections.ts";

/**
 * Value of the classes Database.Cursor and Database.PaginationCursor. "Apex Developer Guide: Apex Cursors": the ids are fixed
 * when the cursor is made, the rows are read when they are fetched; each fetch counts as a query.
 */
class CursorValue {
  readonly apexTypeName: string;
  readonly text: string;
  readonly ids: readonly string[];
  readonly scope: BindScope | undefined;
  readonly level: AccessLevelValue | null | undefined;

  constructor(
    kind: CursorKind,
    text: string,
    level: AccessLevelValue | null | undefined,
    scope: BindScope | undefined
  ) {
    this.apexTypeName = `Database.${kind}`;
    this.text = text;
    this.level = level;
    this.scope = scope;
    apexContext().tx.limits.consume("queries");
    this.ids = this.rows().map((row) => row.id!);
    apexContext().tx.limits.consume("apexCursorRows", this.ids.length);
  }

  fetch(position: number | null, count: number | null): SObjectRecord[] {
    if (position === null || count === null) throw nullArgument();
    if (position < 0 || count < 0 || position > this.ids.length)
      throw apexError("System.InvalidParameterValueException", `Cursor position is out of range: ${position}`);
    const { limits } = apexContext().tx;
    limits.consume("queries");
    limits.consume("fetchCallsOnApexCursor");
    const byId = new Map(this.rows().map((row) => [row.id!, row]));
    const rows = this.ids.slice(position, position + count).flatMap((id) => byId.get(id) ?? []);
    limits.consume("queryRows", rows.length);
    return rows;
  }

  private rows(): readonly SObjectRecord[] {
    const { query, result } = asQueryException(() => runQuery(this.text, this.scope, this.level, false));
    if (query.aggregate || query.countOnly)
      throw apexError("System.QueryException", "Aggregate query is not supported in a cursor");
    return result.records;
  }
}

type CursorKind = "Cursor" | "PaginationCursor";

class FetchResult {
  readonly apexTypeName = "Database.CursorFetchResult";
  readonly rows: readonly SObjectRecord[];
  readonly nextIndex: number;
  readonly deleted: number;
  readonly done: boolean;

  constructor(cursor: CursorValue, start: number, pageSize: number) {
    const rows: SObjectRecord[] = [];
    let position = start;
    // Deleted rows are skipped: the page is filled up with those behind them.
    while (rows.length < pageSize && position < cursor.ids.length) {
      const wanted = Math.min(pageSize - rows.length, cursor.ids.length - position);
      rows.push(...cursor.fetch(position, wanted));
      position += wanted;
    }
    this.rows = rows;
    this.nextIndex = position;
    this.deleted = position - start - rows.length;
    this.done = rows.length === pageSize || position >= cursor.ids.length;
  }
}

function fetchPage(cursor: CursorValue, start: number | null, pageSize: number | null): FetchResult {
  if (start === null || pageSize === null) throw nullArgument();
  return new FetchResult(cursor, start, pageSize);
}

function cursorMembers(kind: CursorKind): Record<string, Implementation> {
  const head = `static Database.${kind} get${kind}`;
  const make = (text: string | null, level: AccessLevelValue | null | undefined, scope?: BindScope) => {
    if (text === null) throw nullArgument();
    accessOptions(level);
    return new CursorValue(kind, text, level, scope);
  };
  return {
    [`${head}(String text)`]: (text: string | null, scope?: BindScope) => make(text, undefined, scope),
    [`${head}(String text, AccessLevel level)`]: (
      text: string | null,
      level: AccessLevelValue | null,
      scope?: BindScope
    ) => make(text, level, scope),
    [`${head}WithBinds(String text, Map<String, Object> binds, AccessLevel level)`]: (
      text: string | null,
      binds: ApexMap | null,
      level: AccessLevelValue | null
    ) => {
      if (binds === null) throw nullArgument();
      return make(text, level, scopeOfMap(binds));
    }
  };
}

/** Members of the class Database that open cursors. */
export const databaseCursors = { ...cursorMembers("Cursor"), ...cursorMembers("PaginationCursor") };

const recordList = (rows: readonly SObjectRecord[]) => new ApexList(listOf(sobjectType).arguments[0]!, [...rows]);

export const cursorClasses: readonly ClassDefinition[] = [
  defineClass({
    namespace: "Database",
    name: "Cursor",
    documentation: "Apex Reference Guide: Cursor Class",
    members: {
      "List<SObject> fetch(Integer position, Integer count)": (
        self: CursorValue,
        position: number | null,
        count: number | null
      ) => recordList(self.fetch(position, count)),
      "Integer getNumRecords()": (self: CursorValue) => self.ids.length
    }
  }),
  defineClass({
    namespace: "Database",
    name: "PaginationCursor",
    documentation: "Apex Reference Guide: PaginationCursor Class",
    members: {
      "Database.CursorFetchResult fetchPage(Integer start, Integer pageSize)": fetchPage,
      "Integer fetchDeleted(Integer start, Integer pageSize)": (
        self: CursorValue,
        start: number | null,
        pageSize: number | null
      ) => fetchPage(self, start, pageSize).deleted,
      "Integer getNumRecords()": (self: CursorValue) => self.ids.length
    }
  }),
  defineClass({
    namespace: "Database",
    name: "CursorFetchResult",
    documentation: "Apex Reference Guide: CursorFetchResult Class",
    members: {
      "Integer getNextIndex()": (self: FetchResult) => self.nextIndex,
      "Integer getNumDeletedRecords()": (self: FetchResult) => self.deleted,
      "List<SObject> getRecords()": (self: FetchResult) => recordList(self.rows),
      "Boolean isDone()": (self: FetchResult) => self.done
    }
  })
];
