/** The query as written. Offsets are characters in its text. */
export interface QueryNode {
  readonly select: readonly SelectNode[];
  readonly from: string;
  readonly fromOffset: number;
  readonly alias?: string;
  readonly scope?: string;
  readonly where?: ConditionNode;
  readonly mode?: "user" | "system" | "securityEnforced";
  readonly groupBy: readonly ExpressionNode[];
  readonly grouping: "plain" | "rollup" | "cube";
  readonly having?: ConditionNode;
  readonly orderBy: readonly OrderNode[];
  readonly limit?: LimitNode;
  readonly offset?: LimitNode;
  readonly forUpdate: boolean;
  readonly allRows: boolean;
}

export type SelectNode =
  | { readonly kind: "expression"; readonly expression: ExpressionNode; readonly alias?: string }
  | { readonly kind: "subquery"; readonly query: QueryNode; readonly offset: number }
  | { readonly kind: "fields"; readonly group: "ALL" | "STANDARD" | "CUSTOM"; readonly offset: number }
  | TypeOfNode;

/** `TYPEOF What WHEN Account THEN Phone ELSE Name END` */
export interface TypeOfNode {
  readonly kind: "typeOf";
  readonly reference: PathNode;
  readonly choices: readonly TypeOfChoice[];
  readonly otherwise?: readonly PathNode[];
  readonly offset: number;
}

export interface TypeOfChoice {
  readonly object: string;
  readonly offset: number;
  readonly fields: readonly PathNode[];
}

export type ExpressionNode = PathNode | CallNode | DistanceNode;

/** `DISTANCE(BillingAddress, GEOLOCATION(52.2, 21.0), 'km')` */
export interface DistanceNode {
  readonly kind: "distance";
  readonly from: PathNode;
  readonly to: PathNode | GeolocationNode;
  readonly unit: "km" | "mi";
  /** As written, for messages. */
  readonly text: string;
  readonly offset: number;
}

export interface GeolocationNode {
  readonly kind: "geolocation";
  readonly latitude: ValueNode;
  readonly longitude: ValueNode;
}

export interface PathNode {
  readonly kind: "path";
  readonly parts: readonly string[];
  readonly offset: number;
}

export interface CallNode {
  readonly kind: "call";
  /** In capitals. */
  readonly name: string;
  readonly arguments: readonly ExpressionNode[];
  /** The call as written, for messages. */
  readonly text: string;
  readonly offset: number;
}

export type CompareOperator = "=" | "!=" | "<" | "<=" | ">" | ">=" | "LIKE";

export type ConditionNode =
  | { readonly kind: "and" | "or"; readonly operands: readonly ConditionNode[] }
  | { readonly kind: "not"; readonly operand: ConditionNode }
  | {
      readonly kind: "compare";
      readonly left: ExpressionNode;
      readonly operator: CompareOperator;
      readonly right: ValueNode;
    }
  | {
      readonly kind: "in";
      readonly left: ExpressionNode;
      readonly negated: boolean;
      readonly right: readonly ValueNode[] | BindNode | QueryNode;
      readonly offset: number;
    }
  | {
      readonly kind: "includes";
      readonly left: ExpressionNode;
      readonly negated: boolean;
      readonly right: readonly ValueNode[] | BindNode;
    };

export interface BindNode {
  readonly kind: "bind";
  readonly name: string;
  readonly offset: number;
}

export type ValueNode =
  | BindNode
  | { readonly kind: "string" | "number" | "date" | "datetime"; readonly value: string; readonly offset: number }
  | { readonly kind: "boolean"; readonly value: boolean; readonly offset: number }
  | { readonly kind: "null"; readonly offset: number }
  | {
      readonly kind: "dateLiteral";
      readonly name: string;
      readonly count: number | undefined;
      readonly offset: number;
    };

export interface OrderNode {
  readonly expression: ExpressionNode;
  readonly descending: boolean;
  readonly nullsLast: boolean;
}

export type LimitNode = number | BindNode;
