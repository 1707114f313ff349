import { apexError } from "../../../runtime/exceptions.ts";
import { predefined, predefinedUnicode, propertyContent } from "./regex-classes.ts";

/** A java.util.regex pattern in JavaScript (flag `v`): Java's group number n is the group named `gn` there. */
export interface Translated {
  readonly source: string;
  readonly groupCount: number;
  /** Java's names of groups with their numbers. */
  readonly names: ReadonlyMap<string, number>;
}

interface Flags {
  readonly caseless: boolean;
  readonly dotall: boolean;
  readonly multiline: boolean;
  readonly comments: boolean;
  readonly unixLines: boolean;
  readonly unicodeCase: boolean;
  readonly unicodeClasses: boolean;
}

const noFlags: Flags = {
  caseless: false,
  dotall: false,
  multiline: false,
  comments: false,
  unixLines: false,
  unicodeCase: false,
  unicodeClasses: false
};

const flagNames: Readonly<Record<string, keyof Flags>> = {
  i: "caseless",
  s: "dotall",
  m: "multiline",
  x: "comments",
  d: "unixLines",
  u: "unicodeCase",
  U: "unicodeClasses"
};

const start = "(?<![\\s\\S])";
const end = "(?![\\s\\S])";
const lastLine = `(?=(?:\\r\\n|(?<!\\r)\\n|[\\r\\x85\\u2028\\u2029])?${end})`;

/**
 * "Apex Reference Guide: Pattern Class" follows java.util.regex.Pattern, whose page tells each construct. What JavaScript
 * lacks (flags inside of a pattern, atomic groups, possessive quantifiers) is said by what it has; `\G`, `\X` and `\N`
 * are refused by name.
 * @throws StringException for patterns that are not valid, in Java's words.
 */
export function translated(pattern: string): Translated {
  const translation = new Translation(withoutQuotes(pattern), pattern);
  return { source: translation.whole(), groupCount: translation.groupCount, names: translation.names };
}

/** What stands between `\Q` and `\E`, character by character. */
function withoutQuotes(pattern: string): string {
  return pattern.replace(/(\\[^Q])|\\Q([\s\S]*?)(?:\\E|$)/g, (_, escaped?: string, quoted = "") =>
    escaped === undefined ? (quoted as string).replace(/[^a-zA-Z0-9\u0080-\uffff]/g, "\\$&") : escaped
  );
}

class Translation {
  groupCount = 0;
  readonly names = new Map<string, number>();
  private readonly pattern: string;
  private readonly written: string;
  private position = 0;
  private atoms = 0;
  private flags = noFlags;

  constructor(pattern: string, written: string) {
    this.pattern = pattern;
    this.written = written;
  }

  whole(): string {
    const source = this.alternatives();
    if (this.position < this.pattern.length) this.fail("Unmatched closing ')'", this.position - 1);
    return source;
  }

  private alternatives(): string {
    const parts: string[] = [];
    for (this.skipComments(); this.position < this.pattern.length && this.peek() !== ")"; this.skipComments()) {
      parts.push(this.peek() === "|" ? this.take() : this.piece());
    }
    return parts.join("");
  }

  /** An atom with its quantifiers. */
  private piece(): string {
    let piece = this.atom();
    this.skipComments();
    const quantifier = /^(?:[*+?]|\{(\d+)(?:,(\d*))?\})([+?]?)/.exec(this.pattern.slice(this.position));
    if (quantifier === null) {
      if (this.peek() === "{") this.fail("Illegal repetition", this.position);
      return piece;
    }
    const [text, least, most, mode] = quantifier;
    if (most !== undefined && most !== "" && Number(most) < Number(least))
      this.fail("Illegal repetition range", this.position + 1);
    this.position += text.length;
    // An assertion that is repeated is a group in JavaScript.
    if (/^\(\?<?[=!]/.test(piece)) piece = `(?:${piece})`;
    return mode === "+" ? this.atomic(piece + text.slice(0, -1)) : piece + text;
  }

  /** What gives nothing back: a look ahead, and then what it has seen. */
  private atomic(content: string): string {
    const name = `a${this.atoms++}`;
    return `(?:(?=(?<${name}>${content}))\\k<${name}>)`;
  }

  private atom(): string {
    const character = this.peek();
    switch (character) {
      case "\\":
        return this.escape();
      case "[":
        this.position++;
        return this.characterClass();
      case "(":
        return this.group();
      case "*":
      case "+":
      case "?":
        return this.fail(`Dangling meta character '${character}'`, this.position);
      case "{":
        return this.fail("Illegal repetition", this.position);
      case ".":
        this.position++;
        return this.flags.dotall ? "[\\s\\S]" : this.flags.unixLines ? "[^\\n]" : "[^\\n\\r\\x85\\u2028\\u2029]";
      case "^":
        this.position++;
        return this.lineStart();
      case "$":
        this.position++;
        return this.lineEnd();
      default:
        return this.literal(this.takePoint());
    }
  }

  private lineStart(): string {
    if (!this.flags.multiline) return start;
    const behind = this.flags.unixLines ? "\\n" : "\\n|\\r(?!\\n)|[\\x85\\u2028\\u2029]";
    return `(?:${start}|(?<=${behind})(?=[\\s\\S]))`;
  }

  private lineEnd(): string {
    if (this.flags.unixLines) return this.flags.multiline ? `(?:${end}|(?=\\n))` : `(?=\\n?${end})`;
    return this.flags.multiline ? `(?:${end}|(?=\\r|(?<!\\r)\\n|[\\x85\\u2028\\u2029]))` : lastLine;
  }

  private literal(point: string): string {
    const cases = this.inAnyCase(point);
    return cases.length === 1 ? outside(point) : `[${cases.map(inside).join("")}]`;
  }

  /** A character, and its other case where case is of no account: of ASCII alone without `(?u)`. */
  private inAnyCase(point: string): string[] {
    if (!this.flags.caseless || (!this.flags.unicodeCase && point > "\x7f")) return [point];
    const cases = [point, point.toLowerCase(), point.toUpperCase()].filter((other) => [...other].length === 1);
    return [...new Set(cases)];
  }

  private group(): string {
    const opening = /^\((?:\?(?:<?[=!]|<([^>]*)>|[:>]|([a-zA-Z]*(?:-[a-zA-Z]*)?)([:)])))?/.exec(
      this.pattern.slice(this.position)
    )!;
    const [text, name, flags, closing] = opening;
    if (text === "(" && this.pattern[this.position + 1] === "?")
      this.fail("Unknown inline modifier", this.position + 2);
    const begin = this.position;
    this.position += text.length;
    const outer = this.flags;
    if (flags !== undefined) this.setFlags(flags);
    // Flags without a group hold until the group around them ends.
    if (closing === ")") return "";
    const number = text === "(" || name !== undefined ? this.numbered(name) : 0;
    const content = this.alternatives();
    if (this.position >= this.pattern.length) this.fail("Unclosed group", this.pattern.length);
    this.position++;
    this.flags = outer;
    if (text === "(?>") return this.atomic(content);
    if (number > 0) return `(?<g${number}>${content})`;
    return `${this.pattern.slice(begin, begin + 2)}${flags === undefined ? text.slice(2) : ":"}${content})`;
  }

  private numbered(name: string | undefined): number {
    const number = ++this.groupCount;
    if (name !== undefined) {
      if (!/^[a-zA-Z][a-zA-Z0-9]*$/.test(name))
        this.fail("capturing group name does not start with a Latin letter", this.position - 1);
      if (this.names.has(name)) this.fail(`Named capturing group <${name}> is already defined`, this.position);
      this.names.set(name, number);
    }
    return number;
  }

  private setFlags(text: string): void {
    let on = true;
    for (const letter of text) {
      const flag = flagNames[letter];
      if (letter === "-") on = false;
      else if (flag === undefined) this.fail("Unknown inline modifier", this.position - 1);
      else this.flags = { ...this.flags, [flag]: on };
    }
  }

  private escape(): string {
    const rest = this.pattern.slice(this.position);
    const named = /^\\k<([^>]*)>/.exec(rest);
    if (named) {
      const number = this.names.get(named[1]!);
      if (number === undefined) this.fail(`named capturing group <${named[1]!}> does not exist`, this.position + 2);
      this.position += named[0].length;
      return `\\k<g${number}>`;
    }
    const letter = rest[1];
    if (letter !== undefined && /[1-9]/.test(letter)) return this.backReference(rest);
    const anchor = this.anchor(letter);
    if (anchor !== undefined) {
      this.position += 2;
      return anchor;
    }
    const content = this.classEscape();
    if (content !== undefined) return content.startsWith("[") ? content : `[${content}]`;
    return this.literal(this.characterEscape());
  }

  /** As many digits as there are groups before it; a group that there is not never matches. */
  private backReference(rest: string): string {
    let digits = rest[1]!;
    for (const digit of rest.slice(2)) {
      if (!/\d/.test(digit) || Number(digits + digit) > this.groupCount) break;
      digits += digit;
    }
    this.position += 1 + digits.length;
    return Number(digits) <= this.groupCount ? `\\k<g${digits}>` : "(?!)";
  }

  private anchor(letter: string | undefined): string | undefined {
    switch (letter) {
      case "A":
        return start;
      case "z":
        return end;
      case "Z":
        return lastLine;
      case "b":
      case "B":
        return `\\${letter}`;
      case "R":
        return "(?:\\r\\n|[\\n\\x0B\\f\\r\\x85\\u2028\\u2029])";
      default:
        return undefined;
    }
  }

  /** A predefined class or a property, as content of a class or a class of its own; undefined where none stands here. */
  private classEscape(): string | undefined {
    const rest = this.pattern.slice(this.position);
    const letter = rest[1] ?? "";
    if (/[dwshvDWSHV]/.test(letter)) {
      this.position += 2;
      const sets = this.flags.unicodeClasses ? predefinedUnicode : predefined;
      const content = sets[letter.toLowerCase()]!;
      return letter === letter.toLowerCase() ? content : `[^${content}]`;
    }
    const property = /^\\([pP])(?:\{(\^?)([^}]*)\}|([A-Z]))/.exec(rest);
    if (property === null) return undefined;
    const name = property[3] ?? property[4]!;
    const content = propertyContent(name, this.flags.caseless);
    if (content === undefined)
      return this.fail(`Unknown character property name {${name}}`, this.position + property[0].length - 1);
    this.position += property[0].length;
    return (property[1] === "P") !== (property[2] === "^") ? `[^${content}]` : content;
  }

  /** The one character that an escape stands for. */
  private characterEscape(): string {
    const rest = this.pattern.slice(this.position);
    const coded =
      /^\\(?:x([0-9a-fA-F]{2})|u([dD][89abAB][0-9a-fA-F]{2})\\u([dD][c-fC-F][0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|x\{([0-9a-fA-F]+)\}|0([0-3][0-7]{2}|[0-7]{1,2})|c([\s\S]))/.exec(
        rest
      );
    if (coded) {
      this.position += coded[0].length;
      const [, two, high, low, four, any, octal, control] = coded;
      if (control !== undefined) return String.fromCharCode(control.charCodeAt(0) ^ 64);
      if (high !== undefined) return String.fromCharCode(parseInt(high, 16), parseInt(low!, 16));
      const code = octal === undefined ? parseInt((two ?? four ?? any)!, 16) : parseInt(octal, 8);
      if (code > 0x10ffff) this.fail("Hexadecimal codepoint is too big", this.position - 1);
      return String.fromCodePoint(code);
    }
    const letter = rest[1];
    if (letter === undefined) this.fail("Unexpected internal error", this.position + 1);
    this.position++;
    const control = { t: "\t", n: "\n", r: "\r", f: "\f", a: "\x07", e: "\x1b" }[letter];
    if (control === undefined && /[GXN]/.test(letter)) return this.refuse(`\\${letter}`);
    if (control === undefined && /[a-zA-Z]/.test(letter))
      this.fail("Illegal/unsupported escape sequence", this.position);
    const point = this.takePoint();
    return control ?? point;
  }

  /** Behind its `[`. Unions stay as they are; operands of `&&` become classes of their own. */
  private characterClass(): string {
    const negated = this.peek() === "^";
    if (negated) this.position++;
    const operands = [""];
    for (let isFirst = true; ; isFirst = false) {
      this.skipComments();
      if (this.position >= this.pattern.length) this.fail("Unclosed character class", this.pattern.length - 1);
      if (this.peek() === "]" && !isFirst) break;
      if (this.pattern.startsWith("&&", this.position)) {
        this.position += 2;
        operands.push("");
      } else {
        operands[operands.length - 1] += this.classItem();
      }
    }
    this.position++;
    const filled = operands.filter((operand, index) => index === 0 || operand !== "");
    const content = filled.length === 1 ? filled[0]! : filled.map((operand) => `[${operand}]`).join("&&");
    return `[${negated ? "^" : ""}${content}]`;
  }

  private classItem(): string {
    if (this.peek() === "[") {
      this.position++;
      return this.characterClass();
    }
    const content = this.peek() === "\\" ? this.classEscape() : undefined;
    if (content !== undefined) return content;
    const first = this.classCharacter();
    const next = this.pattern[this.position + 1];
    if (this.peek() !== "-" || next === undefined || next === "]" || next === "[")
      return this.inAnyCase(first).map(inside).join("");
    this.position++;
    return this.range(first, this.classCharacter());
  }

  private classCharacter(): string {
    return this.peek() === "\\" ? this.characterEscape() : this.takePoint();
  }

  private range(first: string, last: string): string {
    const [from, to] = [first.codePointAt(0)!, last.codePointAt(0)!];
    if (to < from) this.fail("Illegal character range", this.position - 1);
    const written = `${inside(first)}-${inside(last)}`;
    if (!this.flags.caseless) return written;
    const others = [..."abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"].filter((letter) => {
      const code = letter.charCodeAt(0) ^ 32;
      return code >= from && code <= to;
    });
    return written + others.join("");
  }

  private skipComments(): void {
    if (!this.flags.comments) return;
    const blank = /^(?:[ \t\n\x0b\f\r]|#[^\n\r\x85\u2028\u2029]*)+/.exec(this.pattern.slice(this.position));
    if (blank) this.position += blank[0].length;
  }

  private peek(): string {
    return this.pattern[this.position] ?? "";
  }

  private take(): string {
    return this.pattern[this.position++]!;
  }

  private takePoint(): string {
    const point = String.fromCodePoint(this.pattern.codePointAt(this.position)!);
    this.position += point.length;
    return point;
  }

  private refuse(construct: string): never {
    throw apexError(
      "System.StringException",
      `Invalid regex: the local org does not support ${construct} in the pattern ${this.written}`
    );
  }

  private fail(description: string, index: number): never {
    throw apexError(
      "System.StringException",
      `Invalid regex: ${description}${index < 0 ? "" : ` near index ${index}`}\n${this.written}`
    );
  }
}

/** A character as JavaScript's pattern has it outside of a class. */
function outside(point: string): string {
  return /[\^$\\.*+?()[\]{}|/]/.test(point) ? `\\${point}` : point;
}

function inside(point: string): string {
  return /^[a-zA-Z0-9]$/.test(point) ? point : `\\u{${point.codePointAt(0)!.toString(16)}}`;
}
