import type { Field, SObjectType } from "../schema/types.ts";
import type { Codec } from "../storage/codec.ts";
import type { RowColumn } from "../storage/row-text.ts";
import type { BindNode, CompareOperator, LimitNode, ValueNode } from "./ast.ts";
import type { AnalyzedQuery, KindCondition } from "./types.ts";

/** A record reachable from the FROM object: itself, or a parent along references. */
export interface Source {
  readonly type: SObjectType;
  readonly alias: string;
  readonly path: readonly string[];
  readonly parents: Map<string, Source>;
}

/** A value in SQL with the field that tells its type; for functions the field is made up. */
export interface SqlExpression {
  readonly sql: string;
  readonly field: Field;
  readonly aggregate: boolean;
  /** As written, for messages. */
  readonly text: string;
}

/** Where a column's value goes: the record reached by `path` (parent relationship names), field `name`. */
export interface ColumnPlan {
  readonly sql: string;
  readonly codec: Codec;
  readonly form: RowColumn["form"];
  readonly path: readonly string[];
  readonly name: string;
  /** True for ids that the query did not ask for but rows need. */
  readonly hidden: boolean;
  /** The picklist whose values are answered by what they are called in the user's language. */
  readonly labelsOf?: { readonly type: SObjectType; readonly field: Field };
  /** The field whose values are answered as the user's locale writes them. */
  readonly formatOf?: Field;
  readonly ofKind?: KindCondition;
}

/** A parent record in the result: null when the column `idColumn` is. */
export interface ParentPlan {
  readonly path: readonly string[];
  /** Absent for a reference to several types: the id's prefix tells. */
  readonly type?: SObjectType;
  readonly idColumn: number;
  readonly ofKind?: KindCondition;
}

export type ConditionPlan =
  | { readonly kind: "and" | "or"; readonly operands: readonly ConditionPlan[] }
  | { readonly kind: "not"; readonly operand: ConditionPlan }
  | {
      readonly kind: "compare";
      readonly left: SqlExpression;
      readonly operator: CompareOperator;
      readonly right: ValueNode;
    }
  | {
      readonly kind: "in";
      readonly left: SqlExpression;
      readonly negated: boolean;
      readonly right: readonly ValueNode[] | BindNode;
    }
  | {
      readonly kind: "semiJoin";
      readonly left: SqlExpression;
      readonly negated: boolean;
      readonly query: SelectPlan;
      readonly column: SqlExpression;
    }
  | {
      readonly kind: "includes";
      readonly left: SqlExpression;
      readonly negated: boolean;
      readonly right: readonly ValueNode[] | BindNode;
    };

export interface UsedField {
  readonly type: SObjectType;
  readonly field: Field;
}

/** What the executor needs of one SELECT; aggregates and subqueries hang on {@link QueryPlan}. */
export interface SelectPlan {
  readonly type: SObjectType;
  /** `"Account" AS t0 LEFT JOIN …` */
  readonly fromSql: string;
  readonly alias: string;
  readonly where: ConditionPlan | undefined;
  readonly allRows: boolean;
  /** Only what the running user owns. */
  readonly isMine?: true;
  /** Everything that is read, for user mode. */
  readonly uses: readonly UsedField[];
}

export interface QueryPlan extends AnalyzedQuery, SelectPlan {
  /** Each aggregated row counts as a query row, not just the groups. */
  readonly countsEachRow: boolean;
  readonly columns: readonly ColumnPlan[];
  readonly parents: readonly ParentPlan[];
  readonly groupBy: readonly SqlExpression[];
  readonly grouping: "plain" | "rollup" | "cube";
  readonly having: ConditionPlan | undefined;
  readonly orderSql: readonly string[];
  readonly limit: LimitNode | undefined;
  readonly rowOffset: LimitNode | undefined;
  readonly children: readonly { readonly relationshipName: string; readonly field: Field; readonly query: QueryPlan }[];
}
