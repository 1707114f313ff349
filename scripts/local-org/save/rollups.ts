import type { Field, SObjectType } from "../schema/types.ts";
import { SObjectRecord } from "../schema/record.ts";
import { codecOf, isExactNumber } from "../storage/codec.ts";
import { quoted } from "../storage/tables.ts";
import type { SqlValue } from "../storage/database.ts";
import { fieldSql, summaryFilterSql } from "../soql/summary-filter.ts";
import type { Transaction } from "../transaction/transaction.ts";
import { sameValue } from "./changes.ts";
import type { Row } from "./row.ts";

/** The summaries that one master-detail field feeds. */
export interface SummaryGroup {
  readonly parent: SObjectType;
  readonly relation: Field;
  readonly summaries: readonly Field[];
  /** Child fields on which the summaries depend, formulas included. */
  readonly dependsOn: ReadonlySet<string>;
  readonly dependsOnFormula: boolean;
}

const groupsOfType = new WeakMap<SObjectType, readonly SummaryGroup[]>();

export function summaryGroups(tx: Transaction, child: SObjectType): readonly SummaryGroup[] {
  let groups = groupsOfType.get(child);
  if (groups === undefined) {
    groups = child.fields.filter((field) => field.masterDetail).flatMap((relation) => groupOf(tx, child, relation));
    groupsOfType.set(child, groups);
  }
  return groups;
}

function groupOf(tx: Transaction, child: SObjectType, relation: Field): SummaryGroup[] {
  const parent = tx.schema.object(relation.referenceTo[0]!)!;
  const summaries = parent.fields.filter(
    (field) =>
      field.summary !== undefined &&
      sameName(field.summary.childObject, child.name) &&
      sameName(field.summary.relationField, relation.name)
  );
  if (summaries.length === 0) {
    return [];
  }
  const names = summaries.flatMap((field) => [
    field.summary!.summarizedField,
    ...field.summary!.filters.map((filter) => filter.field)
  ]);
  const fields = names.flatMap((name) => (name === undefined ? [] : (child.field(name) ?? [])));
  return [
    {
      parent,
      relation,
      summaries,
      dependsOn: new Set(fields.map((field) => field.name)),
      dependsOnFormula: fields.some((field) => field.formula !== undefined)
    }
  ];
}

/** Parents whose summaries a chunk may have changed; both, where a detail moved. */
export function touchedParents(group: SummaryGroup, rows: readonly Row[]): Map<string, Row[]> {
  const parents = new Map<string, Row[]>();
  const touch = (id: unknown, row: Row): void => {
    if (typeof id === "string") {
      const users = parents.get(id);
      if (users === undefined) {
        parents.set(id, [row]);
      } else {
        users.push(row);
      }
    }
  };
  for (const row of rows) {
    const now = row.current.get(group.relation.name);
    const before = row.old?.get(group.relation.name) ?? null;
    const moved = row.old !== undefined && before !== now;
    if (row.old === undefined || moved || group.dependsOnFormula || dependencyChanged(group, row)) {
      touch(now, row);
      if (moved) {
        touch(before, row);
      }
    }
  }
  return parents;
}

function dependencyChanged(group: SummaryGroup, row: Row): boolean {
  for (const name of group.dependsOn) {
    const field = row.current.type.field(name)!;
    if (!sameValue(field, row.current.get(name), row.old!.get(name))) {
      return true;
    }
  }
  return false;
}

/** The parents' summaries as the stored children make them: one query for all parents and summaries of a relation. */
export function computeSummaries(
  tx: Transaction,
  child: SObjectType,
  group: SummaryGroup,
  parentIds: readonly string[]
): SObjectRecord[] {
  const parameters: SqlValue[] = [];
  const columns = group.summaries.map((field, index) => `${aggregateSql(tx, child, field, parameters)} AS c${index}`);
  parameters.push(JSON.stringify(parentIds));
  const relation = quoted(group.relation.name);
  const rows = tx.database.all(
    `SELECT t0.${relation} AS parent, ${columns.join(", ")} FROM ${quoted(child.name)} AS t0 WHERE t0.${relation} IN (SELECT value FROM json_each(?)) AND t0."IsDeleted" = 0 GROUP BY t0.${relation}`,
    parameters
  );
  const byParent = new Map(rows.map((row) => [row[0] as string, row]));
  return parentIds.map((id) => {
    const row = byParent.get(id);
    const record = new SObjectRecord(group.parent, { Id: id });
    group.summaries.forEach((field, index) =>
      record.set(field.name, codecOf(field).decode(row?.[index + 1] ?? emptyOf(field)))
    );
    return record;
  });
}

/** "Roll-Up Summary Field": sums and counts of nothing are zero, the smallest and largest of nothing are blank. */
function emptyOf(field: Field): SqlValue {
  const { operation } = field.summary!;
  return operation === "sum" || operation === "count" ? 0 : null;
}

function aggregateSql(tx: Transaction, child: SObjectType, field: Field, parameters: SqlValue[]): string {
  const summary = field.summary!;
  const filter = summaryFilterSql(tx, child, summary.filters, parameters);
  if (summary.operation === "count") {
    return filter === undefined ? "count(*)" : `count(CASE WHEN ${filter} THEN 1 END)`;
  }
  const source = child.field(summary.summarizedField!)!;
  const value = fieldSql(tx, child, source);
  const considered = filter === undefined ? value : `CASE WHEN ${filter} THEN ${value} END`;
  const factor =
    isExactNumber(field) && isExactNumber(source) && field.scale > source.scale
      ? ` * ${10 ** (field.scale - source.scale)}`
      : "";
  return `${summary.operation}(${considered})${factor}`;
}

function sameName(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase();
}
