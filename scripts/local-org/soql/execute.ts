import { labelOfValue, wordsOf } from "../schema/words.ts";
import { localeText } from "../schema/locale-text.ts";
import { SObjectRecord } from "../schema/record.ts";
import type { SObjectType } from "../schema/types.ts";
import { sharingCondition } from "../security/sharing.ts";
import { requireReadable } from "../security/user-mode.ts";
import { quoted } from "../storage/quoted.ts";
import { rowText, type RowText } from "../storage/row-text.ts";
import type { SqlRow, SqlValue } from "../storage/database.ts";
import type { Transaction } from "../transaction/transaction.ts";
import type { FieldValue } from "../values/field-value.ts";
import type { LimitNode } from "./ast.ts";
import { conditionSql, selectSql, type ConditionContext } from "./condition-sql.ts";
import { SoqlQueryError } from "./error.ts";
import { prepareFunctions } from "./functions.ts";
import { lockedRows } from "./locks.ts";
import { writeRecordAccess } from "./record-access.ts";
import type { ColumnPlan, QueryPlan, SelectPlan } from "./plan.ts";
import type { BindValue, KindCondition, QueryOptions, QueryResult } from "./types.ts";

/** Runs an analysed query in a transaction. */
export function executeQuery(
  tx: Transaction,
  plan: QueryPlan,
  binds: ReadonlyMap<string, BindValue>,
  options: QueryOptions
): QueryResult {
  const userMode = plan.mode === undefined ? options.accessMode === "user" : plan.mode === "user";
  if (userMode || plan.mode === "securityEnforced") {
    requireReadable(tx, plan);
  }
  prepareFunctions(tx, binds);
  if (plan.type.name === "UserRecordAccess") {
    writeRecordAccess(tx, plan, binds);
  }
  const shared = userMode || options.withSharing;
  const run = new QueryRun(tx, contextOf(tx, binds, shared), options.countLimits !== false);
  return run.outermost(plan);
}

function contextOf(tx: Transaction, binds: ReadonlyMap<string, BindValue>, shared: boolean): ConditionContext {
  return {
    binds,
    now: tx.clock.now(),
    zone: tx.user.timeZone,
    userId: tx.user.id,
    sharing: (plan: SelectPlan, parameters: SqlValue[]) =>
      shared ? sharingCondition(tx, plan.type, plan.alias, parameters) : undefined
  };
}

class QueryRun {
  private readonly tx: Transaction;
  private readonly context: ConditionContext;
  private readonly counted: boolean;

  constructor(tx: Transaction, context: ConditionContext, counted: boolean) {
    this.tx = tx;
    this.context = context;
    this.counted = counted;
  }

  outermost(plan: QueryPlan): QueryResult {
    this.count("queries", 1);
    if (plan.countOnly) {
      const size = this.countOnly(plan);
      this.count("queryRows", 1);
      return { records: [], size };
    }
    const records = plan.aggregate ? this.aggregates(plan) : this.records(plan);
    if (plan.forUpdate) {
      const locked = lockedRows(this.tx);
      for (const record of records) {
        locked.add(record.id!);
      }
    }
    return { records, size: records.length };
  }

  private countOnly(plan: QueryPlan): number {
    const parameters: SqlValue[] = [];
    const inner = selectSql(plan, "1", this.context, parameters) + this.limitSql(plan, parameters);
    return this.tx.database.all(`SELECT count(*) FROM (${inner})`, parameters)[0]![0] as number;
  }

  private records(plan: QueryPlan): SObjectRecord[] {
    const parameters: SqlValue[] = [];
    const sql = `${selectSql(plan, rowTextOf(plan).select, this.context, parameters)} ORDER BY ${orderOf(plan)}${this.limitSql(plan, parameters)}`;
    return this.recordsOf(plan, this.tx.database.all(sql, parameters));
  }

  /** The rows of a subquery for all its parents at once; LIMIT and OFFSET count within each parent. */
  private childRecords(plan: QueryPlan, parentColumn: string, parentIds: readonly string[]): SObjectRecord[] {
    const parameters: SqlValue[] = [];
    const position = `row_number() OVER (PARTITION BY ${plan.alias}.${parentColumn} ORDER BY ${orderOf(plan)}) AS position`;
    const ofParents = {
      sql: `${plan.alias}.${parentColumn} IN (SELECT value FROM json_each(?))`,
      value: JSON.stringify(parentIds)
    };
    const inner = selectSql(plan, `${rowTextOf(plan).select}, ${position}`, this.context, parameters, ofParents);
    const skip = limitOf(plan.rowOffset, this.context.binds) ?? 0;
    parameters.push(skip, skip + (limitOf(plan.limit, this.context.binds) ?? Number.MAX_SAFE_INTEGER - skip));
    return this.recordsOf(
      plan,
      this.tx.database.all(
        `SELECT * FROM (${inner}) WHERE position > ? AND position <= ? ORDER BY position`,
        parameters
      )
    );
  }

  private recordsOf(plan: QueryPlan, answers: readonly SqlRow[]): SObjectRecord[] {
    const rows = rowTextOf(plan).read(answers);
    this.count("queryRows", rows.length);
    const records = rows.map((row) => this.recordOf(plan, row));
    this.attachChildren(plan, records);
    return records;
  }

  private recordOf(plan: QueryPlan, row: SqlRow): SObjectRecord {
    const record = new SObjectRecord(plan.from, {}, true);
    const owners = this.parentsOf(plan, record, row);
    for (let index = 0; index < plan.columns.length; index++) {
      const column = plan.columns[index]!;
      const owner = column.path.length === 0 ? record : owners?.get(column.path.join("."));
      if (owner !== undefined && owner !== null && isOfKind(column.ofKind, owners)) {
        owner.values[column.name] = this.shown(column, column.codec.decode(row[index]!));
      }
    }
    return record;
  }

  private shown({ labelsOf, formatOf }: ColumnPlan, value: FieldValue): FieldValue {
    if (formatOf !== undefined) return localeText(this.tx.user, formatOf, value) ?? value;
    if (labelsOf === undefined || typeof value !== "string") return value;
    const words = wordsOf(this.tx.schema, this.tx.user.language);
    return labelOfValue(words, labelsOf.type, labelsOf.field, value) ?? value;
  }

  private parentsOf(
    plan: QueryPlan,
    record: SObjectRecord,
    row: SqlRow
  ): Map<string, SObjectRecord | null> | undefined {
    if (plan.parents.length === 0) {
      return undefined;
    }
    const owners = new Map<string, SObjectRecord | null>();
    for (const parent of plan.parents) {
      const id = row[parent.idColumn] as string | null;
      const holder = parent.path.length === 1 ? record : owners.get(parent.path.slice(0, -1).join("."));
      const type = parent.type ?? (id === null ? undefined : this.tx.schema.objectByKeyPrefix(id.slice(0, 3)));
      const chooses = parent.ofKind?.path.length === parent.path.length;
      if (!chooses && !isOfKind(parent.ofKind, owners)) continue;
      const isNone = id === null || type === undefined || (chooses && !isAmong(parent.ofKind, type));
      const value = isNone ? null : new SObjectRecord(type, {}, true);
      owners.set(parent.path.join("."), value);
      if (holder !== undefined && holder !== null) {
        (holder.parents ??= {})[parent.path[parent.path.length - 1]!] = value;
      }
    }
    return owners;
  }

  private attachChildren(plan: QueryPlan, records: readonly SObjectRecord[]): void {
    if (plan.children.length === 0) {
      return;
    }
    for (const child of plan.children) {
      this.count("aggregateQueries", 1);
      const groups = this.childrenByParent(child, records);
      for (const record of records) {
        (record.children ??= {})[child.relationshipName] = groups.get(record.id!) ?? [];
      }
    }
  }

  private childrenByParent(
    child: QueryPlan["children"][number],
    records: readonly SObjectRecord[]
  ): Map<string, SObjectRecord[]> {
    const groups = new Map<string, SObjectRecord[]>();
    if (records.length === 0) {
      return groups;
    }
    const parentColumn = quoted(child.field.name);
    const plan = withHiddenColumn(child.query, child.field.name);
    for (const row of this.childRecords(
      plan,
      parentColumn,
      records.map((record) => record.id!)
    )) {
      const parent = row.values[hiddenParent] as string;
      delete row.values[hiddenParent];
      const group = groups.get(parent);
      if (group === undefined) {
        groups.set(parent, [row]);
      } else {
        group.push(row);
      }
    }
    return groups;
  }

  private aggregates(plan: QueryPlan): SObjectRecord[] {
    const parameters: SqlValue[] = [];
    let sql = groupingSets(plan)
      .map((included) => this.groupedSql(plan, included, parameters))
      .join(" UNION ALL ");
    if (plan.orderSql.length > 0) {
      sql += ` ORDER BY ${plan.orderSql.join(", ")}`;
    }
    sql += this.limitSql(plan, parameters);
    const rows = this.tx.database.all(sql, parameters);
    this.count("queryRows", plan.countsEachRow ? aggregatedRows(rows, plan.columns.length) : rows.length);
    return rows.map((row) => {
      const values = plan.columns.map((column, index): [string, FieldValue] => [
        column.name,
        row[index] === null ? null : this.shown(column, column.codec.decode(row[index]!))
      ]);
      return new SObjectRecord(plan.from, Object.fromEntries(values), true);
    });
  }

  private groupedSql(plan: QueryPlan, included: ReadonlySet<string>, parameters: SqlValue[]): string {
    const grouped = new Set(plan.groupBy.map((expression) => expression.sql));
    const columns = plan.columns.map((column, index) => {
      const key = column.sql.startsWith("GROUPING:") ? column.sql.slice("GROUPING:".length) : undefined;
      const sql =
        key !== undefined
          ? String(included.has(key) ? 0 : 1)
          : grouped.has(column.sql) && !included.has(column.sql)
            ? "NULL"
            : column.sql;
      return `${sql} AS c${index}`;
    });
    // Subtotals add up rows that have been counted.
    columns.push(included.size === grouped.size ? "count(*)" : "0");
    let sql = selectSql(plan, columns.join(", "), this.context, parameters);
    if (included.size > 0) {
      sql += ` GROUP BY ${[...included].join(", ")}`;
    }
    if (plan.having !== undefined) {
      sql += ` HAVING ${conditionSql(plan.having, this.context, parameters)}`;
    }
    return sql;
  }

  private limitSql(plan: QueryPlan, parameters: SqlValue[]): string {
    const limit = limitOf(plan.limit, this.context.binds);
    const offset = limitOf(plan.rowOffset, this.context.binds);
    if (limit === undefined && offset === undefined) {
      return "";
    }
    parameters.push(limit ?? -1, offset ?? 0);
    return " LIMIT ? OFFSET ?";
  }

  private count(name: "queries" | "queryRows" | "aggregateQueries", amount: number): void {
    if (this.counted) {
      this.tx.limits.consume(name, amount);
    }
  }
}

/** Whether a row's record is of the objects for which a TYPEOF asks for something. */
function isOfKind(
  condition: KindCondition | undefined,
  owners: ReadonlyMap<string, SObjectRecord | null> | undefined
): boolean {
  if (condition === undefined) return true;
  const record = owners?.get(condition.path.join("."));
  return record !== undefined && record !== null && isAmong(condition, record.type);
}

function isAmong({ objects, others }: KindCondition, type: SObjectType): boolean {
  return objects.includes(type.name) !== others;
}

/** What LIMIT or OFFSET says, by itself or by a bind. */
export function limitOf(node: LimitNode | undefined, binds: ReadonlyMap<string, BindValue>): number | undefined {
  if (node === undefined || typeof node === "number") {
    return node;
  }
  const value = binds.get(node.name);
  if (typeof value !== "number" && typeof value !== "bigint") {
    throw new SoqlQueryError(
      "MALFORMED_QUERY",
      `Invalid bind expression for LIMIT or OFFSET: ${node.name}`,
      node.offset
    );
  }
  return Number(value);
}

function aggregatedRows(rows: readonly SqlRow[], column: number): number {
  return rows.reduce((sum, row) => sum + Number(row[column]), 0);
}

const rowTexts = new WeakMap<QueryPlan, RowText>();

function rowTextOf(plan: QueryPlan): RowText {
  let text = rowTexts.get(plan);
  if (text === undefined) {
    text = rowText(plan.columns);
    rowTexts.set(plan, text);
  }
  return text;
}

/** Rows that ORDER BY leaves equal come in the order in which they were made. */
function orderOf(plan: QueryPlan): string {
  return [...plan.orderSql, `${plan.alias}.rowid`].join(", ");
}

const hiddenParent = "$parent";
const withParentColumn = new WeakMap<QueryPlan, QueryPlan>();

function withHiddenColumn(plan: QueryPlan, field: string): QueryPlan {
  let extended = withParentColumn.get(plan);
  if (extended === undefined) {
    const codec = plan.columns[0]!.codec;
    extended = {
      ...plan,
      columns: [
        ...plan.columns,
        { sql: `${plan.alias}.${quoted(field)}`, codec, form: "plain", path: [], name: hiddenParent, hidden: true }
      ]
    };
    withParentColumn.set(plan, extended);
  }
  return extended;
}

/** "SOQL and SOSL Reference: GROUP BY ROLLUP", "GROUP BY CUBE": the sets of expressions that rows are grouped by. */
function groupingSets(plan: QueryPlan): ReadonlySet<string>[] {
  const keys = plan.groupBy.map((expression) => expression.sql);
  if (plan.grouping === "plain") {
    return [new Set(keys)];
  }
  if (plan.grouping === "rollup") {
    return Array.from({ length: keys.length + 1 }, (_, dropped) => new Set(keys.slice(0, keys.length - dropped)));
  }
  return Array.from(
    { length: 2 ** keys.length },
    (_, dropped) => new Set(keys.filter((_key, index) => (dropped & (1 << index)) === 0))
  );
}
