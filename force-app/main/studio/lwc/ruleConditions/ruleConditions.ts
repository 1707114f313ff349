/** One condition of the criteria, as RuleCriteriaParser reads it. */
export interface Condition {
  readonly field: string;
  readonly operator: string;
  /** A text, number or true/false, or a list of them, as the operator asks for; undefined until it is chosen. */
  readonly value: unknown;
}

/** A part of the criteria: a condition that a row shows, or something that no row can show and that is kept as it is. */
export type Part = { readonly condition: Condition } | { readonly kept: unknown };

/** Criteria as rows. */
export interface Conditions {
  /** Whether all parts have to hold, or one of them. */
  readonly joined: "all" | "any";
  readonly parts: readonly Part[];
}

type Node = Readonly<Record<string, unknown>>;

const LINE_FIELD = /^line\./;
/** More digits than JavaScript keeps: rows would round such a number. */
const TOO_EXACT = /\d[\d.]{15,}/;

/**
 * Reads criteria into rows.
 *
 * @param criteria JSON; blank stands for "always"
 * @param isForLines whether the criteria are asked of each line
 * @returns undefined where it is no JSON of criteria, or rows would lose something: then it is to be left as it is
 */
export function readConditions(criteria: string | null | undefined, isForLines: boolean): Conditions | undefined {
  if (!criteria?.trim()) return { joined: "all", parts: [] };
  const root = TOO_EXACT.test(criteria) ? undefined : nodeOf(criteria);
  if (!root) return undefined;
  const [joined, nodes] = severalOf(root);
  return { joined, parts: nodes.map((node) => partOf(node, isForLines)) };
}

/**
 * Writes rows as criteria.
 *
 * @returns JSON, null for "always"
 */
export function writeConditions({ joined, parts }: Conditions, isForLines: boolean): string | null {
  if (parts.length === 0) return null;
  const nodes = parts.map((part) => ("kept" in part ? part.kept : nodeFor(part.condition, isForLines)));
  const [only] = parts;
  return JSON.stringify(parts.length === 1 && only && "condition" in only ? nodes[0] : { [joined]: nodes });
}

/** @returns whether each row has a value of the form that its operator asks for */
export function areComplete({ parts }: Conditions): boolean {
  return parts.every((part) => "kept" in part || isComplete(part.condition));
}

/** @returns whether the operator is followed by a list of any length */
export function takesList(operator: string): boolean {
  return ["in", "notIn", "includesAny", "includesNone"].includes(operator);
}

function isComplete({ operator, value }: Condition): boolean {
  if (operator === "between") return Array.isArray(value) && value.length === 2 && value.every(isFilled);
  if (takesList(operator)) return Array.isArray(value) && value.length > 0;
  return isFilled(value);
}

function isFilled(value: unknown): boolean {
  return value !== undefined && value !== null && value !== "";
}

function nodeOf(criteria: string): Node | undefined {
  try {
    const root: unknown = JSON.parse(criteria);
    return isNode(root) ? root : undefined;
  } catch {
    return undefined;
  }
}

function isNode(value: unknown): value is Node {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function severalOf(root: Node): [Conditions["joined"], readonly unknown[]] {
  for (const joined of ["all", "any"] as const) {
    const several = root[joined];
    if (Array.isArray(several) && Object.keys(root).length === 1) return [joined, several as readonly unknown[]];
  }
  return ["all", [root]];
}

function partOf(node: unknown, isForLines: boolean): Part {
  if (isCondition(node) && (isForLines || !LINE_FIELD.test(node.field))) return { condition: node };
  const inLine = isNode(node) && !isForLines && Object.keys(node).length === 1 ? node.anyLine : undefined;
  return isCondition(inLine) && LINE_FIELD.test(inLine.field) ? { condition: inLine } : { kept: node };
}

function isCondition(node: unknown): node is Condition {
  return (
    isNode(node) &&
    Object.keys(node).length === 3 &&
    typeof node.field === "string" &&
    typeof node.operator === "string" &&
    node.value !== undefined
  );
}

/** Of a transaction, a field of lines is asked with anyLine. */
function nodeFor({ field, operator, value }: Condition, isForLines: boolean): unknown {
  const condition = { field, operator, value };
  return LINE_FIELD.test(field) && !isForLines ? { anyLine: condition } : condition;
}
