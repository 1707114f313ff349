/** The formula as written; "Salesforce Help: Formula Operators and Functions". */
export type FormulaNode =
  | { readonly kind: "literal"; readonly value: string; readonly type: "text" | "number"; readonly offset: number }
  | { readonly kind: "constant"; readonly value: boolean | null; readonly offset: number }
  | { readonly kind: "reference"; readonly parts: readonly string[]; readonly offset: number }
  | {
      readonly kind: "call";
      readonly name: string;
      readonly arguments: readonly FormulaNode[];
      readonly offset: number;
    }
  | {
      readonly kind: "unary";
      readonly operator: "-" | "+" | "!";
      readonly operand: FormulaNode;
      readonly offset: number;
    }
  | {
      readonly kind: "binary";
      readonly operator: BinaryOperator;
      readonly left: FormulaNode;
      readonly right: FormulaNode;
      readonly offset: number;
    };

export type BinaryOperator = "+" | "-" | "*" | "/" | "^" | "&" | "=" | "<>" | "<" | "<=" | ">" | ">=" | "&&" | "||";

/** A formula that cannot be used; `offset` is the character in its text. */
export class FormulaError extends Error {
  readonly offset: number;

  constructor(message: string, offset: number) {
    super(message);
    this.offset = offset;
  }
}

interface Token {
  readonly kind: "name" | "text" | "number" | "symbol" | "end";
  readonly text: string;
  readonly offset: number;
}

const tokenPattern =
  /\s+|\/\*[\s\S]*?\*\/|("(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*')|(\d+\.?\d*|\.\d+)|(\$?[A-Za-z_][A-Za-z0-9_]*(?:\s*\.\s*[A-Za-z_][A-Za-z0-9_]*)*)|(&&|\|\||<>|!=|==|<=|>=|[-+*/^&=<>(),!])/y;

function tokenize(text: string): Token[] {
  const tokens: Token[] = [];
  tokenPattern.lastIndex = 0;
  while (tokenPattern.lastIndex < text.length) {
    const offset = tokenPattern.lastIndex;
    const match = tokenPattern.exec(text);
    if (match === null) {
      throw new FormulaError(`Syntax error. Found '${text[offset]}'`, offset);
    }
    const [, quoted, number, name, symbol] = match;
    if (quoted !== undefined) {
      tokens.push({ kind: "text", text: unescaped(quoted.slice(1, -1)), offset });
    } else if (number !== undefined) {
      tokens.push({ kind: "number", text: number, offset });
    } else if (name !== undefined) {
      tokens.push({ kind: "name", text: name.replace(/\s+/g, ""), offset });
    } else if (symbol !== undefined) {
      tokens.push({ kind: "symbol", text: symbol === "==" ? "=" : symbol === "!=" ? "<>" : symbol, offset });
    }
  }
  tokens.push({ kind: "end", text: "end of formula", offset: text.length });
  return tokens;
}

const escapes: Readonly<Record<string, string>> = { n: "\n", r: "\r", t: "\t" };

/** Only quotes, backslashes and line ends are escaped; a backslash before anything else stays, for regular expressions. */
function unescaped(text: string): string {
  return text.replace(
    /\\([\s\S])/g,
    (whole, character: string) => escapes[character] ?? (/["'\\]/.test(character) ? character : whole)
  );
}

/** From the weakest to the strongest, as in the grammar of the platform's own engine: `2 * 3 ^ 2` is 36. */
const precedence: readonly (readonly BinaryOperator[])[] = [
  ["||"],
  ["&&"],
  ["=", "<>"],
  ["<", "<=", ">", ">="],
  ["+", "-", "&"],
  ["^"],
  ["*", "/"]
];

/** "Salesforce Help: Tips for Building Formulas": characters of a formula. */
const maximumLength = 3_900;

export function parseFormula(text: string): FormulaNode {
  if (text.length > maximumLength) {
    throw new FormulaError(
      `Formula is too long (${text.length} characters). Maximum length is ${maximumLength} characters`,
      maximumLength
    );
  }
  const tokens = tokenize(text);
  let position = 0;

  function unexpected(): FormulaError {
    return new FormulaError(`Syntax error. Found '${tokens[position]!.text}'`, tokens[position]!.offset);
  }

  function take(symbol: string): boolean {
    const token = tokens[position]!;
    if (token.kind !== "symbol" || token.text !== symbol) {
      return false;
    }
    position++;
    return true;
  }

  function binary(level: number): FormulaNode {
    if (level === precedence.length) {
      return unary();
    }
    let left = binary(level + 1);
    for (;;) {
      const token = tokens[position]!;
      if (token.kind !== "symbol" || !(precedence[level] as readonly string[]).includes(token.text)) {
        return left;
      }
      position++;
      left = {
        kind: "binary",
        operator: token.text as BinaryOperator,
        left,
        right: binary(level + 1),
        offset: token.offset
      };
    }
  }

  function unary(): FormulaNode {
    const token = tokens[position]!;
    if (token.kind === "symbol" && (token.text === "-" || token.text === "+" || token.text === "!")) {
      position++;
      return { kind: "unary", operator: token.text, operand: unary(), offset: token.offset };
    }
    if (token.kind === "name" && token.text.toUpperCase() === "NOT" && !isCall()) {
      position++;
      return { kind: "unary", operator: "!", operand: unary(), offset: token.offset };
    }
    return primary();
  }

  function isCall(): boolean {
    const next = tokens[position + 1]!;
    return next.kind === "symbol" && next.text === "(";
  }

  function primary(): FormulaNode {
    const token = tokens[position]!;
    if (take("(")) {
      const inner = binary(0);
      if (!take(")")) {
        throw new FormulaError("Syntax error. Missing ')'", tokens[position]!.offset);
      }
      return inner;
    }
    position++;
    switch (token.kind) {
      case "text":
      case "number":
        return { kind: "literal", type: token.kind, value: token.text, offset: token.offset };
      case "name":
        return take("(") ? call(token) : nameOf(token);
      default:
        position--;
        throw unexpected();
    }
  }

  function call(name: Token): FormulaNode {
    const list: FormulaNode[] = [];
    if (!take(")")) {
      do {
        list.push(binary(0));
      } while (take(","));
      if (!take(")")) {
        throw new FormulaError("Syntax error. Missing ')'", tokens[position]!.offset);
      }
    }
    return { kind: "call", name: name.text.toUpperCase(), arguments: list, offset: name.offset };
  }

  function nameOf(token: Token): FormulaNode {
    const word = token.text.toUpperCase();
    if (word === "TRUE" || word === "FALSE") {
      return { kind: "constant", value: word === "TRUE", offset: token.offset };
    }
    return word === "NULL"
      ? { kind: "constant", value: null, offset: token.offset }
      : { kind: "reference", parts: token.text.split("."), offset: token.offset };
  }

  const node = binary(0);
  if (tokens[position]!.kind !== "end") {
    throw unexpected();
  }
  return node;
}
