import type { Field, SObjectType } from "../../schema/types.ts";
import type { ConditionNode, ExpressionNode } from "../../soql/ast.ts";
import { parseQuery } from "../../soql/parser.ts";
import { quoted } from "../../storage/tables.ts";
import type { Transaction } from "../../transaction/transaction.ts";
import type { ApiRequest } from "../http/exchange.ts";

/** "Salesforce Help: Query Plan FAQ": an index is worth while up to these parts of a table. */
const SELECTIVE = { standard: 0.3, custom: 0.1 };

interface Plan {
  readonly cardinality: number;
  readonly fields: readonly string[];
  readonly leadingOperationType: "Index" | "TableScan";
  readonly notes: readonly unknown[];
  readonly relativeCost: number;
  readonly sobjectCardinality: number;
  readonly sobjectType: string;
}

/** "REST API Developer Guide: Get Feedback on Query Performance": a plan for each index that could lead, and the scan. */
export function explainQuery(
  { org }: ApiRequest,
  tx: Transaction,
  text: string
): { plans: Plan[]; sourceQuery: string } {
  const { from: type } = org.soql.analyze(text, tx.schema);
  const { where } = parseQuery(text);
  const rows = Number(tx.database.all(`SELECT count(*) FROM ${quoted(type.name)}`)[0]![0]);
  const plan = (fields: readonly string[], cardinality: number, part: number): Plan => ({
    cardinality,
    fields,
    leadingOperationType: fields.length > 0 ? "Index" : "TableScan",
    notes: [],
    relativeCost: rows === 0 ? 0 : cardinality / (rows * part),
    sobjectCardinality: rows,
    sobjectType: type.name
  });
  const indexes = indexedFields(type, where).map((field) =>
    plan([field.name], rowsBy(tx, type, field, rows), field.custom ? SELECTIVE.custom : SELECTIVE.standard)
  );
  const plans = [...indexes, plan([], rows, SELECTIVE.standard)];
  return { plans: plans.sort((one, other) => one.relativeCost - other.relativeCost), sourceQuery: text };
}

/** How many rows one value of the field has, on average. */
function rowsBy({ database }: Transaction, type: SObjectType, field: Field, rows: number): number {
  const [[values] = [0]] = database.all(`SELECT count(DISTINCT ${quoted(field.name)}) FROM ${quoted(type.name)}`);
  return Math.ceil(rows / Math.max(1, Number(values)));
}

/** Fields with an index that every row of the query must have a value of. */
function indexedFields(type: SObjectType, where: ConditionNode | undefined): Field[] {
  if (where?.kind === "and") return where.operands.flatMap((operand) => indexedFields(type, operand));
  if (where?.kind !== "compare" && where?.kind !== "in") return [];
  const looksUp = where.kind === "compare" ? where.operator === "=" : !where.negated;
  const field = looksUp ? fieldOf(type, where.left) : undefined;
  return field && isIndexed(field) ? [field] : [];
}

function fieldOf(type: SObjectType, expression: ExpressionNode): Field | undefined {
  return expression.kind === "path" && expression.parts.length === 1 ? type.field(expression.parts[0]!) : undefined;
}

/** "Salesforce Help: Indexes": ids, names, owners, lookups, moments of the system, and external or unique fields. */
function isIndexed({ type, nameField, externalId, unique, name }: Field): boolean {
  return (
    type === "id" ||
    type === "reference" ||
    nameField ||
    externalId ||
    unique ||
    /^(CreatedDate|SystemModstamp)$/.test(name)
  );
}
