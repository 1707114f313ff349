import type { Field, Schema, SObjectType } from "../schema/types.ts";
import { codecOf, plainCodec, type Codec } from "../storage/codec.ts";
import { formOf } from "../storage/row-text.ts";
import { Decimal } from "../values/decimal.ts";
import type {
  BindNode,
  ConditionNode,
  DistanceNode,
  ExpressionNode,
  QueryNode,
  SelectNode,
  TypeOfNode,
  ValueNode
} from "./ast.ts";
import { checkLiteral } from "./condition-sql.ts";
import { bindsOf, coordinateField } from "./distance.ts";
import { invalidField, malformed } from "./error.ts";
import { countsEachRow, expressionOf, isAggregateCall, unformatted } from "./expressions.ts";
import { NameResolver, unknownType } from "./names.ts";
import { parseQuery } from "./parser.ts";
import type { ColumnPlan, ConditionPlan, QueryPlan, SelectPlan, SqlExpression } from "./plan.ts";
import { RecordColumns, type SelectColumns } from "./record-columns.ts";
import type { AggregateColumn, BindUse } from "./types.ts";

/** Parses a query and resolves its names; throws a SoqlQueryError in the platform's words. */
export function analyzeQuery(text: string, schema: Schema): QueryPlan {
  const node = parseQuery(text);
  const type = schema.object(node.from);
  if (type === undefined || !type.queryable) {
    throw unknownType(node.from, node.fromOffset);
  }
  return new Analyzer(schema, text).query(node, type, "t", true);
}

class Analyzer {
  private readonly schema: Schema;
  private readonly text: string;
  private readonly binds: string[] = [];
  private readonly bindUses: BindUse[] = [];
  private nested = 0;

  constructor(schema: Schema, text: string) {
    this.schema = schema;
    this.text = text;
  }

  query(node: QueryNode, type: SObjectType, prefix: string, outermost: boolean): QueryPlan {
    const isMine = this.scopeIsMine(node, type);
    const names = new NameResolver(
      this.schema,
      type,
      node.alias === undefined ? [node.from, type.name] : [node.alias, node.from],
      prefix
    );
    const countOnly = isCountOnly(node.select);
    const aggregate =
      !countOnly &&
      (node.groupBy.length > 0 ||
        node.select.some((item) => item.kind === "expression" && isAggregateCall(item.expression)));
    const shown = node.select.flatMap((item) => (item.kind === "expression" ? [item.expression] : []));
    for (const expression of [...shown, ...node.orderBy.map((item) => item.expression)])
      if (expression.kind === "distance") this.noteDistance(expression);
    const groupBy = node.groupBy.map((item) => this.groupable(expressionOf(names, item), item));
    const select = aggregate
      ? this.aggregateSelect(names, node, groupBy)
      : countOnly
        ? emptySelect
        : this.recordSelect(names, node);
    const children = aggregate || countOnly ? [] : this.childQueries(node, type);
    const where = node.where === undefined ? undefined : this.condition(names, node.where);
    const having = node.having === undefined ? undefined : this.condition(names, node.having);
    const orderSql = node.orderBy.map((item) => {
      const expression = this.sortable(this.orderExpression(names, item.expression, select), item.expression);
      const sql =
        node.grouping === "plain" ? expression.sql : columnPosition(select, expression.sql, item.expression.offset);
      return `${sql} ${item.descending ? "DESC" : "ASC"} NULLS ${item.nullsLast ? "LAST" : "FIRST"}`;
    });
    this.noteLimitBinds(node);
    return {
      text: this.text,
      from: type,
      type,
      countOnly,
      aggregate,
      countsEachRow: aggregate && countsEachRow(node),
      aggregateColumns: select.aggregateColumns,
      binds: outermost ? this.binds : [],
      bindUses: outermost ? this.bindUses : [],
      forUpdate: node.forUpdate,
      ...(node.mode === undefined ? {} : { mode: node.mode }),
      allRows: node.allRows,
      ...(isMine ? { isMine: true as const } : {}),
      fromSql: names.fromSql,
      alias: names.root.alias,
      columns: select.columns,
      addresses: select.addresses,
      parents: select.parents,
      where,
      having,
      groupBy,
      grouping: node.grouping,
      orderSql,
      limit: node.limit,
      rowOffset: node.offset,
      children,
      uses: names.uses
    };
  }

  /** "SOQL and SOSL Reference: USING SCOPE": everything, or mine, the records that the user owns. */
  private scopeIsMine({ scope = "everything", fromOffset }: QueryNode, type: SObjectType): boolean {
    const name = scope.toLowerCase();
    if (name === "everything") return false;
    if (name === "mine" && type.field("OwnerId") !== undefined) return true;
    throw malformed(
      name === "mine"
        ? `USING SCOPE mine needs records with owners, which ${type.name} has not`
        : `USING SCOPE ${scope} is not supported by the local org`,
      fromOffset
    );
  }

  private recordSelect(names: NameResolver, node: QueryNode): SelectColumns {
    const builder = new RecordColumns(names);
    for (const item of node.select) {
      if (item.kind === "expression") {
        builder.add(item.expression, item.alias);
      } else if (item.kind === "typeOf") {
        this.addTypeOf(builder, names, node, item);
      } else if (item.kind === "fields") {
        this.requireBounded(node, item.group, item.offset);
        const fields = names.root.type.fields.filter((field) => belongsTo(field, item.group));
        for (const field of fields) builder.addPath([field.name], item.offset);
      }
    }
    return builder.finish();
  }

  /** "SOQL and SOSL Reference: TYPEOF": fields that depend on the object to which a reference leads. */
  private addTypeOf(builder: RecordColumns, names: NameResolver, query: QueryNode, node: TypeOfNode): void {
    const called = query.select.find((item) => item.kind === "expression" && item.expression.kind === "call");
    if (called) throw malformed("TYPEOF is not allowed in a query with functions in its SELECT clause", node.offset);
    const polymorphic = names.polymorphicReference(node.reference);
    const { source, reference } = polymorphic;
    const choices = node.choices.map(({ object, offset, fields }) => {
      const kind = this.schema.object(object);
      if (kind === undefined) throw unknownType(object, offset);
      if (!reference.referenceTo.includes(kind.name))
        throw malformed(`${kind.name} is no object that ${reference.relationshipName} can be`, offset);
      const parent = names.parentOf(source, reference, node.reference, kind);
      return { parent, fields: fields.map((field) => names.resolveFrom(parent, field)) };
    });
    const otherwise = node.otherwise?.map((field) =>
      names.resolve({ ...field, parts: [...node.reference.parts, ...field.parts] })
    );
    builder.addTypeOf(polymorphic, { choices, otherwise, offset: node.offset });
  }

  /** "SOQL and SOSL Reference: FIELDS()": ALL and CUSTOM only with a limit of at most 200. */
  private requireBounded(node: QueryNode, group: string, offset: number): void {
    if (group !== "STANDARD" && !(typeof node.limit === "number" && node.limit <= 200)) {
      throw malformed("The SOQL FIELDS function must have a LIMIT of at most 200", offset);
    }
  }

  private aggregateSelect(names: NameResolver, node: QueryNode, groupBy: readonly SqlExpression[]): SelectColumns {
    const grouped = new Set(groupBy.map((expression) => expression.sql));
    const columns: ColumnPlan[] = [];
    const aggregateColumns: AggregateColumn[] = [];
    const aliases = new Set<string>();
    let unnamed = 0;
    for (const item of node.select) {
      if (item.kind === "typeOf") throw malformed("TYPEOF is not allowed with GROUP BY", item.offset);
      if (item.kind !== "expression") {
        throw malformed("Grouped query cannot use child relationships in the SELECT list", item.offset);
      }
      const { expression: written } = item;
      if (written.kind === "call" && written.name === "GROUPING") {
        const key = expressionOf(names, written.arguments[0]!);
        const alias = item.alias ?? `expr${unnamed++}`;
        columns.push({
          sql: `GROUPING:${key.sql}`,
          codec: plainCodec,
          form: "plain",
          path: [],
          name: alias,
          hidden: false
        });
        aggregateColumns.push({ alias, aggregate: true });
        continue;
      }
      const formatted = unformatted(written);
      const expression = expressionOf(names, formatted ?? written);
      if (!expression.aggregate && !grouped.has(expression.sql)) {
        throw malformed(`Field must be grouped or aggregated: ${expression.text}`, written.offset);
      }
      const alias = item.alias ?? (written.kind === "path" ? expression.field.name : `expr${unnamed++}`);
      if (aliases.has(alias.toLowerCase())) {
        throw malformed(`duplicate alias: ${alias}`, written.offset);
      }
      aliases.add(alias.toLowerCase());
      columns.push({
        ...aggregateColumn(expression),
        ...(formatted && { formatOf: expression.field }),
        form: formOf(expression.field),
        path: [],
        name: alias,
        hidden: false
      });
      aggregateColumns.push({ alias, aggregate: expression.aggregate });
    }
    return { columns, parents: [], addresses: [], aggregateColumns };
  }

  private childQueries(node: QueryNode, type: SObjectType): QueryPlan["children"] {
    const children: { relationshipName: string; field: Field; query: QueryPlan }[] = [];
    for (const item of node.select) {
      if (item.kind === "subquery") {
        const relationship = type.childRelationship(withoutOwner(item.query.from, node));
        const child = relationship && this.schema.object(relationship.childObject);
        if (relationship === undefined || child === undefined) {
          throw invalidField(
            `Didn't understand relationship '${item.query.from}' in FROM part of query call. If you are attempting to use a custom relationship, be sure to append the '__r' after the custom relationship name. Please reference your WSDL or the describe call for the appropriate names.`,
            item.query.fromOffset
          );
        }
        const query = this.query(item.query, child, `c${this.nested++}_`, false);
        if (query.aggregate || query.countOnly) {
          throw malformed("Only root queries support aggregate expressions", item.offset);
        }
        children.push({
          relationshipName: relationship.relationshipName!,
          field: child.field(relationship.field)!,
          query
        });
      }
    }
    return children;
  }

  private condition(names: NameResolver, node: ConditionNode): ConditionPlan {
    switch (node.kind) {
      case "and":
      case "or":
        return { kind: node.kind, operands: node.operands.map((operand) => this.condition(names, operand)) };
      case "not":
        return { kind: "not", operand: this.condition(names, node.operand) };
      case "compare":
        if (node.left.kind === "distance" && node.operator !== "<" && node.operator !== ">")
          throw malformed("DISTANCE can be compared by < and > alone", node.left.offset);
        return {
          kind: "compare",
          left: this.compared(names, node.left, [node.right]),
          operator: node.operator,
          right: node.right
        };
      case "includes":
        return {
          kind: "includes",
          left: this.compared(names, node.left, listOfValues(node.right)),
          negated: node.negated,
          right: node.right
        };
      case "in":
        if ("select" in node.right) {
          return {
            kind: "semiJoin",
            left: this.filterable(names, node.left),
            negated: node.negated,
            ...this.semiJoin(node.right)
          };
        }
        return {
          kind: "in",
          left: this.compared(names, node.left, listOfValues(node.right)),
          negated: node.negated,
          right: node.right
        };
    }
  }

  /** "SOQL and SOSL Reference: Comparison Operators", semi-joins: one reference field, no further nesting. */
  private semiJoin(node: QueryNode): { query: SelectPlan; column: SqlExpression } {
    const type = this.schema.object(node.from);
    if (type === undefined) {
      throw unknownType(node.from, node.fromOffset);
    }
    const names = new NameResolver(this.schema, type, [node.alias ?? node.from], `s${this.nested++}_`);
    const [item] = node.select;
    if (item?.kind !== "expression" || node.select.length !== 1) {
      throw malformed("Semi join sub-selects can only query one column", node.fromOffset);
    }
    const column = expressionOf(names, item.expression);
    if (column.field.type !== "id" && column.field.type !== "reference") {
      throw malformed(
        `The selected field '${column.text}' in the subquery and the left operand field in the where expression in the outer query should point to the same object type`,
        item.expression.offset
      );
    }
    const where = node.where === undefined ? undefined : this.condition(names, node.where);
    return {
      query: { type, fromSql: names.fromSql, alias: names.root.alias, where, allRows: node.allRows, uses: names.uses },
      column
    };
  }

  private filterable(names: NameResolver, node: ExpressionNode): SqlExpression {
    const expression = expressionOf(names, node);
    if (!expression.field.filterable) {
      throw invalidField(`field '${expression.text}' can not be filtered in a query call`, node.offset);
    }
    return expression;
  }

  private groupable(expression: SqlExpression, node: ExpressionNode): SqlExpression {
    if (node.kind === "distance") throw malformed("DISTANCE is not allowed in GROUP BY", node.offset);
    if (node.kind === "path" && !expression.field.groupable) {
      throw invalidField(`field '${expression.text}' can not be grouped in a query call`, node.offset);
    }
    return expression;
  }

  private sortable(expression: SqlExpression, node: ExpressionNode): SqlExpression {
    if (!expression.field.sortable) {
      throw invalidField(`field '${expression.text}' can not be sorted in a query call`, node.offset);
    }
    return expression;
  }

  /** ORDER BY may name an alias of an aggregate. */
  private orderExpression(names: NameResolver, node: ExpressionNode, select: SelectColumns): SqlExpression {
    if (node.kind === "path" && node.parts.length === 1 && select.aggregateColumns.length > 0) {
      const index = select.aggregateColumns.findIndex(
        (column) => column.alias.toLowerCase() === node.parts[0]!.toLowerCase()
      );
      if (index >= 0) {
        const isField = names.root.type.field(node.parts[0]!) !== undefined;
        if (!isField) {
          return { sql: String(index + 1), field: aliasField, aggregate: true, text: node.parts[0]! };
        }
      }
    }
    return expressionOf(names, node);
  }

  /** The left side of a condition, with whose type all values on the right must go. */
  private compared(names: NameResolver, node: ExpressionNode, values: readonly ValueNode[]): SqlExpression {
    if (node.kind === "distance") this.noteDistance(node);
    for (const value of values) this.noteBind(value);
    const left = this.filterable(names, node);
    for (const value of values) {
      if (value.kind === "bind") this.bindUses.push({ name: value.name, field: left.field, offset: value.offset });
      else checkLiteral(left, value);
    }
    return left;
  }

  private noteDistance(node: DistanceNode): void {
    for (const bind of bindsOf(node)) {
      this.noteBind(bind);
      this.bindUses.push({ name: bind.name, field: coordinateField, offset: bind.offset });
    }
  }

  private noteBind(value: ValueNode): void {
    if (value.kind === "bind" && !this.binds.includes(value.name)) {
      this.binds.push(value.name);
    }
  }

  private noteLimitBinds(node: QueryNode): void {
    for (const value of [node.limit, node.offset]) {
      if (typeof value === "object") {
        this.noteBind(value);
        this.bindUses.push({ name: value.name, field: undefined, offset: value.offset });
      }
    }
  }
}

function listOfValues(values: readonly ValueNode[] | BindNode): readonly ValueNode[] {
  return "kind" in values ? [values] : values;
}

/** The rows of several groupings are sorted together, so by a column that they all have. */
function columnPosition(select: SelectColumns, sql: string, offset: number): string {
  const index = select.columns.findIndex((column) => column.sql === sql);
  if (index < 0 && !/^\d+$/.test(sql)) {
    throw malformed("A query with GROUP BY ROLLUP or CUBE can be ordered by its selected columns only", offset);
  }
  return index < 0 ? sql : String(index + 1);
}

const emptySelect: SelectColumns = { columns: [], parents: [], addresses: [], aggregateColumns: [] };

const aliasField = { sortable: true, filterable: true } as Field;

/** `Account.Contacts` in a subquery of Account, or `a.Contacts` where that is its alias, means `Contacts`. */
function withoutOwner(name: string, outer: QueryNode): string {
  const [owner, relationship] = name.split(".");
  const isOwner = [outer.from, outer.alias ?? outer.from].some((known) => known.toLowerCase() === owner!.toLowerCase());
  return relationship !== undefined && isOwner ? relationship : name;
}

function isCountOnly(select: readonly SelectNode[]): boolean {
  const [item] = select;
  return (
    select.length === 1 &&
    item?.kind === "expression" &&
    item.expression.kind === "call" &&
    item.expression.name === "COUNT" &&
    item.expression.arguments.length === 0 &&
    item.alias === undefined
  );
}

function belongsTo(field: Field, group: "ALL" | "STANDARD" | "CUSTOM"): boolean {
  if (field.type === "address" || field.type === "location") {
    return false;
  }
  return group === "ALL" || field.custom === (group === "CUSTOM");
}

/** An average is read as its exact sum and count, so that the quotient is a Decimal. */
function aggregateColumn(expression: SqlExpression): { sql: string; codec: Codec } {
  const average = /^avg\((.*)\)$/s.exec(expression.sql);
  if (average === null) {
    return { sql: expression.sql, codec: codecOf(expression.field) };
  }
  const [, argument] = average;
  const { scale } = expression.field;
  return {
    sql: `sum(${argument}) || '/' || count(${argument})`,
    codec: {
      encode: plainCodec.encode,
      decode: (stored) => (stored === null ? null : quotientOf(stored as string, scale))
    }
  };
}

function quotientOf(text: string, scale: number): Decimal {
  const [sum, count] = text.split("/");
  return new Decimal(BigInt(sum!), scale).divide(Decimal.parse(count!));
}
