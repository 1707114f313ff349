/**
 * Roll-up summaries as running totals: a temporary table holds, for each parent that was asked for, what its details make,
 * and database triggers keep it so whatever writes the details. A save then costs the details that it changes, not all
 * that the parent has. The table lives in the transaction like any other, so savepoints take totals back too.
 *
 * "Roll-Up Summary Field" defines what is summarised; that the smallest or largest of the rest must be looked for when it
 * goes, is done at the next reading.
 */
import type { SObjectType } from "../schema/types.ts";
import type { SqlRow, SqlValue } from "../storage/database.ts";
import { quoted } from "../storage/tables.ts";
import type { Transaction } from "../transaction/transaction.ts";
import type { SummaryGroup } from "./summary-groups.ts";
import { aggregateSql, contributionOf, onTriggerRow, type Contribution } from "./summary-sql.ts";

/** SQL texts for the totals of one relation. */
interface TotalsSql {
  readonly definitions: readonly string[];
  readonly read: string;
  readonly add: string;
  readonly addWithoutDetails: string;
}

const sqlOfGroup = new WeakMap<SummaryGroup, TotalsSql>();

/** The summaries of these parents, in the group's order, each row behind its parent's id. */
export function readTotals(
  tx: Transaction,
  child: SObjectType,
  group: SummaryGroup,
  parentIds: readonly string[]
): Map<string, readonly SqlValue[]> {
  const sql = totalsSql(tx, child, group);
  sql.definitions.forEach((definition) => tx.database.run(definition));
  const totals = byParent(tx.database.all(sql.read, [JSON.stringify(parentIds)]));
  const unknown = parentIds.filter((id) => !totals.has(id));
  if (unknown.length > 0) {
    const ids = JSON.stringify(unknown);
    tx.database.run(sql.add, [ids]);
    tx.database.run(sql.addWithoutDetails, [ids]);
    byParent(tx.database.all(sql.read, [ids])).forEach((row, id) => totals.set(id, row));
  }
  return totals;
}

function byParent(rows: readonly SqlRow[]): Map<string, readonly SqlValue[]> {
  return new Map(rows.map(([id, ...values]) => [id as string, values]));
}

function totalsSql(tx: Transaction, child: SObjectType, group: SummaryGroup): TotalsSql {
  let sql = sqlOfGroup.get(group);
  if (sql === undefined) {
    const contributions = group.summaries.map((field) => contributionOf(tx, child, field));
    sql = writeSql(child, group, contributions);
    sqlOfGroup.set(group, sql);
  }
  return sql;
}

function writeSql(child: SObjectType, group: SummaryGroup, contributions: readonly Contribution[]): TotalsSql {
  const table = quoted(`_totals.${child.name}.${group.relation.name}`);
  const relation = quoted(group.relation.name);
  const columns = contributions.map((_, index) => `c${index}`);
  const stored = contributions.map(({ factor }, index) =>
    factor === 1 ? `c${index}` : `c${index} * ${factor} AS c${index}`
  );
  return {
    definitions: [
      `CREATE TEMP TABLE IF NOT EXISTS ${table} (parent TEXT PRIMARY KEY, ${columns.join(", ")}) WITHOUT ROWID`,
      ...triggers(child, group, table, contributions)
    ],
    read: `SELECT parent, ${stored.join(", ")} FROM ${table} WHERE parent IN (SELECT value FROM json_each(?))`,
    add: `INSERT INTO ${table} SELECT t0.${relation}, ${contributions.map(aggregateSql).join(", ")} FROM ${quoted(child.name)} AS t0 WHERE t0.${relation} IN (SELECT value FROM json_each(?)) AND t0."IsDeleted" = 0 GROUP BY t0.${relation}`,
    addWithoutDetails: `INSERT OR IGNORE INTO ${table} SELECT value, ${contributions.map(ofNothing).join(", ")} FROM json_each(?)`
  };
}

/** Sums and counts of nothing are zero, the smallest and largest of nothing are blank. */
function ofNothing({ operation }: Contribution): string {
  return operation === "sum" ? "0" : "NULL";
}

function triggers(
  child: SObjectType,
  group: SummaryGroup,
  table: string,
  contributions: readonly Contribution[]
): string[] {
  const columns = [group.relation.name, "IsDeleted", ...group.dependsOn];
  const trigger = (event: string, when: string, body: readonly string[]): string =>
    `CREATE TEMP TRIGGER IF NOT EXISTS ${quoted(`_totals.${child.name}.${group.relation.name}.${event}`)} AFTER ${event} ON main.${quoted(child.name)} WHEN ${when} BEGIN ${body.map((statement) => `${statement}; `).join("")}END`;
  const adding = addition(table, group, contributions);
  const removing = removal(table, group, contributions);
  return [
    trigger("INSERT", 'NEW."IsDeleted" = 0', [adding]),
    trigger("DELETE", 'OLD."IsDeleted" = 0', removing),
    trigger("UPDATE", columns.map((name) => `OLD.${quoted(name)} IS NOT NEW.${quoted(name)}`).join(" OR "), [
      ...removing.map((statement) => `${statement} AND OLD."IsDeleted" = 0`),
      `${adding} AND NEW."IsDeleted" = 0`
    ])
  ];
}

function addition(table: string, group: SummaryGroup, contributions: readonly Contribution[]): string {
  const changes = contributions.map((contribution, index) => {
    const value = onTriggerRow(contribution.value, "NEW");
    return contribution.operation === "sum"
      ? `c${index} = c${index} + coalesce(${value}, 0)`
      : `c${index} = coalesce(${contribution.operation}(c${index}, ${value}), c${index}, ${value})`;
  });
  return `UPDATE ${table} SET ${changes.join(", ")} WHERE parent = NEW.${quoted(group.relation.name)}`;
}

/** Forgets a parent that loses its smallest or largest value, so that the next reading looks for the one after it. */
function removal(table: string, group: SummaryGroup, contributions: readonly Contribution[]): string[] {
  const ofParent = `WHERE parent = OLD.${quoted(group.relation.name)}`;
  const extremes: string[] = [];
  const changes: string[] = [];
  contributions.forEach((contribution, index) => {
    const value = onTriggerRow(contribution.value, "OLD");
    if (contribution.operation === "sum") {
      changes.push(`c${index} = c${index} - coalesce(${value}, 0)`);
    } else {
      extremes.push(`c${index} = ${value}`);
    }
  });
  return [
    ...(extremes.length > 0 ? [`DELETE FROM ${table} ${ofParent} AND (${extremes.join(" OR ")})`] : []),
    ...(changes.length > 0 ? [`UPDATE ${table} SET ${changes.join(", ")} ${ofParent}`] : [])
  ];
}
