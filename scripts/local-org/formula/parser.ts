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
  /\s+|\/\*[\s\S]*?\*\/|("(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*')|(\d+\.?\d*|\.\d+)|(\$?[A-Za-z_][A-Za-z0-9_]*(?::[A-Za-z]+)?(?:\s*\.\s*[A-Za-z_][A-Za-z0-9_]*(?::[A-Za-z]+)?)*)|(&&|\|\||<>|!=|==|<=|>=|[-+*/^&=<>(),!])/y;

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
  return new FormulaParser(tokenize(text)).parse();
}

class FormulaParser {
  private readonly tokens: readonly Token[];
  private position = 0;

  constructor(tokens: readonly Token[]) {
    this.tokens = tokens;
  }

  parse(): FormulaNode {
    const node = this.binary(0);
    if (this.tokens[this.position]!.kind !== "end") {
      throw this.unexpected();
    }
    return node;
  }

  private unexpected(): FormulaError {
    return new FormulaError(
      `Syntax error. Found '${this.tokens[this.position]!.text}'`,
      this.tokens[this.position]!.offset
    );
  }

  private take(symbol: string): boolean {
    const token = this.tokens[this.position]!;
    if (token.kind !== "symbol" || token.text !== symbol) {
      return false;
    }
    this.position++;
    return true;
  }

  private binary(level: number): FormulaNode {
    if (level === precedence.length) {
      return this.unary();
    }
    let left = this.binary(level + 1);
    for (;;) {
      const token = this.tokens[this.position]!;
      if (token.kind !== "symbol" || !(precedence[level] as readonly string[]).includes(token.text)) {
        return left;
      }
      this.position++;
      left = {
        kind: "binary",
        operator: token.text as BinaryOperator,
        left,
        right: this.binary(level + 1),
        offset: token.offset
      };
    }
  }

  private unary(): FormulaNode {
    const token = this.tokens[this.position]!;
    if (token.kind === "symbol" && (token.text === "-" || token.text === "+" || token.text === "!")) {
      this.position++;
      return { kind: "unary", operator: token.text, operand: this.unary(), offset: token.offset };
    }
    if (token.kind === "name" && token.text.toUpperCase() === "NOT" && !this.isCall()) {
      this.position++;
      return { kind: "unary", operator: "!", operand: this.unary(), offset: token.offset };
    }
    return this.primary();
  }

  private isCall(): boolean {
    const next = this.tokens[this.position + 1]!;
    return next.kind === "symbol" && next.text === "(";
  }

  private primary(): FormulaNode {
    const token = this.tokens[this.position]!;
    if (this.take("(")) {
      const inner = this.binary(0);
      if (!this.take(")")) {
        throw new FormulaError("Syntax error. Missing ')'", this.tokens[this.position]!.offset);
      }
      return inner;
    }
    this.position++;
    switch (token.kind) {
      case "text":
      case "number":
        return { kind: "literal", type: token.kind, value: token.text, offset: token.offset };
      case "name":
        return this.take("(") ? this.call(token) : this.nameOf(token);
      default:
        this.position--;
        throw this.unexpected();
    }
  }

  private call(name: Token): FormulaNode {
    const list: FormulaNode[] = [];
    if (!this.take(")")) {
      do {
        list.push(this.binary(0));
      } while (this.take(","));
      if (!this.take(")")) {
        throw new FormulaError("Syntax error. Missing ')'", this.tokens[this.position]!.offset);
      }
    }
    return { kind: "call", name: name.text.toUpperCase(), arguments: list, offset: name.offset };
  }

  private nameOf(token: Token): FormulaNode {
    const word = token.text.toUpperCase();
    if (word === "TRUE" || word === "FALSE") {
      return { kind: "constant", value: word === "TRUE", offset: token.offset };
    }
    return word === "NULL"
      ? { kind: "constant", value: null, offset: token.offset }
      : { kind: "reference", parts: token.text.split("."), offset: token.offset };
  }
}
