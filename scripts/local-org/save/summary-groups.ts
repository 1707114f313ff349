import { feedsSummaries } from "../schema/field.ts";
import type { Field, SObjectType } from "../schema/types.ts";
import type { Transaction } from "../transaction/transaction.ts";
import { sameValue } from "./changes.ts";
import type { Row } from "./row.ts";

/** The summaries that one relationship feeds. */
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
    groups = child.fields.filter(feedsSummaries).flatMap((relation) => groupOf(tx, child, relation));
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

function sameName(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase();
}
