import { executionOf } from "../../../async/jobs.ts";
import type { SObjectRecord } from "../../../schema/record.ts";
import type { ApexList } from "../../runtime/collections.ts";
import { apexContext } from "../../runtime/context.ts";
import { aggregateInLocator } from "../../runtime/data.ts";
import { apexError } from "../../runtime/exceptions.ts";
import type { AccessLevelValue } from "../system/access.ts";
import { nullArgument } from "../definition/arguments.ts";
import { defineClass } from "../definition/define.ts";
import { asQueryException, listOfRows, runQuery, type BindScope } from "./dynamic-query.ts";

/** Value of the class Database.QueryLocator: the rows of a query, for batch jobs and controllers. */
export class QueryLocator {
  readonly apexTypeName = "Database.QueryLocator";
  readonly text: string;
  readonly rows: ApexList;

  constructor(text: string, rows: ApexList) {
    this.text = text;
    this.rows = rows;
  }
}

class QueryLocatorIterator {
  readonly apexTypeName = "Database.QueryLocatorIterator";
  private readonly rows: readonly unknown[];
  private position = 0;

  constructor(rows: readonly unknown[]) {
    this.rows = rows;
  }

  hasNext(): boolean {
    return this.position < this.rows.length;
  }

  next(): SObjectRecord {
    if (!this.hasNext()) throw apexError("System.NoSuchElementException", "Iterator has no more elements");
    return this.rows[this.position++] as SObjectRecord;
  }
}

/** Rows of a locator count as rows of query locators, not as query rows. */
export function queryLocatorOf(
  text: string | null,
  level: AccessLevelValue | null | undefined,
  scope: BindScope | undefined
): QueryLocator {
  if (text === null) throw nullArgument();
  const { limits } = apexContext().tx;
  limits.consume("queries");
  const { query, result } = asQueryException(() => runQuery(text, scope, level, false));
  // Elsewhere declarative-lookup-rollup-summaries checks its aggregate queries so.
  if (query.countOnly || (query.aggregate && isBatchStart())) throw aggregateInLocator();
  return countedLocator(text, listOfRows(query, result.records));
}

/** "Apex Governor Limits", "Using Batch Apex": ten thousand rows for a transaction, but fifty million for a job's start. */
export function countedLocator(text: string, rows: ApexList): QueryLocator {
  if (!isBatchStart()) apexContext().tx.limits.consume("queryLocatorRows", rows.items.length);
  return new QueryLocator(text, rows);
}

const isBatchStart = (): boolean => executionOf(apexContext()).batchStart === true;

export const queryLocatorClass = defineClass({
  namespace: "Database",
  name: "QueryLocator",
  documentation: "Apex Reference Guide: Database.QueryLocator Class",
  members: {
    "String getQuery()": (self: QueryLocator) => self.text,
    "Database.QueryLocatorIterator iterator()": (self: QueryLocator) => new QueryLocatorIterator(self.rows.items)
  }
});

export const queryLocatorIteratorClass = defineClass({
  namespace: "Database",
  name: "QueryLocatorIterator",
  documentation: "Apex Reference Guide: Database.QueryLocatorIterator Class",
  implements: ["Iterator<SObject>"],
  members: {
    "Boolean hasNext()": (self: QueryLocatorIterator) => self.hasNext(),
    "SObject next()": (self: QueryLocatorIterator) => self.next()
  }
});
