/**
 * Finds local variables that no assignment can make null, by name: their arithmetic needs no null checks. Two variables
 * of the same name in one function count as one.
 */
import type { Expression, Statement } from "../syntax/ast.ts";

export function nullableLocals(statements: readonly Statement[]): ReadonlySet<string> {
  const nullable = new Set<string>();
  const finder = new Finder(nullable);
  statements.forEach((statement) => finder.visit(statement));
  return nullable;
}

class Finder {
  private readonly nullable: Set<string>;

  constructor(nullable: Set<string>) {
    this.nullable = nullable;
  }

  /** Walks any part of the tree: every object with a `kind` is a node. */
  visit(node: unknown): void {
    if (node === null || typeof node !== "object") return;
    if (Array.isArray(node)) {
      for (const item of node) this.visit(item);
      return;
    }
    const { kind } = node as { kind?: string };
    if (kind === "local") {
      for (const { name, value } of (node as Extract<Statement, { kind: "local" }>).declarators) {
        if (!value || mayBeNull(value)) this.nullable.add(name.text.toLowerCase());
      }
    } else if (kind === "assign") {
      const { operator, target, value } = node as Extract<Expression, { kind: "assign" }>;
      if (target.kind === "name" && operator === "=" && mayBeNull(value)) this.nullable.add(target.name.toLowerCase());
    } else if (kind === "forEach") {
      this.nullable.add((node as Extract<Statement, { kind: "forEach" }>).variable.text.toLowerCase());
    }
    for (const child of Object.values(node)) if (typeof child === "object") this.visit(child);
  }
}

function mayBeNull(expression: Expression): boolean {
  switch (expression.kind) {
    case "literal":
      return expression.type === "null";
    case "binary":
      return expression.operator === "??" ? mayBeNull(expression.right) : false;
    case "prefix":
    case "postfix":
      return false;
    case "parenthesized":
      return mayBeNull(expression.inner);
    case "conditional":
      return mayBeNull(expression.whenTrue) || mayBeNull(expression.whenFalse);
    case "call":
      return expression.safe || !["size", "length"].includes(expression.name.text.toLowerCase());
    default:
      return true;
  }
}
