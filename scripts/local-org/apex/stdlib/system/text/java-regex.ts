import { matchWithinLimit } from "../../../../transaction/regex-limit.ts";
import { apexError } from "../../../runtime/exceptions.ts";
import { dictionary } from "../../../../values/dictionary.ts";

/** POSIX and Java classes of java.util.regex.Pattern, as content of a JavaScript character class. */
const javaClasses: Readonly<Record<string, string>> = dictionary({
  Lower: "a-z",
  Upper: "A-Z",
  ASCII: "\\x00-\\x7F",
  Alpha: "a-zA-Z",
  Digit: "0-9",
  Alnum: "a-zA-Z0-9",
  Punct: "!-\\/:-@\\[-`\\{-~",
  Graph: "!-~",
  Print: " -~",
  Blank: " \\t",
  Cntrl: "\\x00-\\x1F\\x7F",
  XDigit: "0-9a-fA-F",
  Space: " \\t\\n\\x0B\\f\\r",
  javaLowerCase: "\\p{Ll}",
  javaUpperCase: "\\p{Lu}",
  javaWhitespace: "\\s",
  IsAlphabetic: "\\p{Alphabetic}",
  IsLetter: "\\p{L}",
  IsDigit: "\\p{Nd}",
  IsUppercase: "\\p{Uppercase}",
  IsLowercase: "\\p{Lowercase}",
  IsPunctuation: "\\p{P}",
  IsWhite_Space: "\\p{White_Space}",
  InGreek: "\\p{Script=Greek}",
  IsLatin: "\\p{Script=Latin}"
});

const cache = new Map<string, RegExp>();
const largestCache = 1000;

/**
 * The JavaScript expression (flag `v`, plus `g` or `y` as asked for) that matches what the java.util.regex pattern
 * matches. Constructs that JavaScript lacks (possessive quantifiers of groups, atomic groups, `\G`) are refused by name.
 * @throws StringException for patterns that are not valid.
 */
export function javaRegex(pattern: string, flags: "" | "g" | "y" = "g"): RegExp {
  const key = flags + pattern;
  let regex = cache.get(key);
  if (!regex) {
    regex = compile(pattern, flags);
    if (cache.size >= largestCache) cache.clear();
    cache.set(key, regex);
  }
  regex.lastIndex = 0;
  return regex;
}

function compile(pattern: string, flags: string): RegExp {
  const translated = new Translation(pattern);
  const source = translated.source();
  try {
    return new RegExp(source, `${flags}d${translated.flags()}v`);
  } catch (problem) {
    throw apexError("System.StringException", `Invalid regex: ${reasonOf(problem as Error, pattern)}`);
  }
}

/** Java's words for the commonest mistake: nothing stands before `*`, `+` or `?`. */
function reasonOf(problem: Error, pattern: string): string {
  const dangling = /(?:^|[(|])([*+?])/.exec(pattern);
  if (/Nothing to repeat/.test(problem.message) && dangling)
    return `Dangling meta character '${dangling[1]!}' near index ${dangling.index + dangling[0].length - 1}\n${pattern}`;
  return problem.message.replace(/^Invalid regular expression: /, "");
}

class Translation {
  private readonly pattern: string;
  private position = 0;
  private readonly modifiers = new Set<string>();
  /** The quantifier just read, where it gives nothing back. */
  private possessive: string | undefined;
  /** Whether case is of no account in each of the open groups, by flags inside of the pattern. */
  private readonly caseless: boolean[] = [false];

  constructor(pattern: string) {
    this.pattern = pattern;
  }

  flags(): string {
    return [...this.modifiers].filter((modifier) => "ims".includes(modifier)).join("");
  }

  source(): string {
    const parts = [this.leadingModifiers()];
    while (this.position < this.pattern.length) {
      const part = this.next();
      const possessive = this.possessive;
      this.possessive = undefined;
      parts.push(possessive === undefined ? part : this.withoutGivingBack(parts.pop()!, possessive));
    }
    return parts.join("");
  }

  /**
   * A quantifier that gives nothing back is one after which no further such character stands: so it can be said of single
   * characters and classes.
   */
  private withoutGivingBack(atom: string, quantifier: string): string {
    const isOneCharacter = /^(?:\\?[^()|]|\\[pu]\{[^}]*\}|\[[\s\S]*\])$/u.test(atom);
    if (!isOneCharacter) this.refuse(`possessive quantifiers of groups ${quantifier}+`);
    const range = /^\{(\d+)(,?)(\d*)\}$/.exec(quantifier);
    if (quantifier === "?" || (range && range[3] !== "")) {
      const [least, most] = range ? [Number(range[1]), Number(range[3])] : [0, 1];
      if (least >= most) return `${atom}{${most}}`;
      return `(?:${atom}{${most}}|${atom}{${least},${most - 1}}(?!${atom}))`;
    }
    return range && range[2] === "" ? atom + quantifier : `${atom}${quantifier}(?!${atom})`;
  }

  /**
   * `(?i)` and the like hold for the whole pattern where they begin it; JavaScript has no other kind. To `^` case makes no
   * difference.
   */
  private leadingModifiers(): string {
    const anchor = /^(?:\(\?:)*\^(?=\(\?[iu]+\))/.exec(this.pattern)?.[0] ?? "";
    this.position = anchor.length;
    for (let match; (match = /^\(\?([a-zA-Z]+)\)/.exec(this.pattern.slice(this.position)));) {
      for (const modifier of match[1]!) {
        if (!"imsux".includes(modifier)) this.refuse(`the flag (?${modifier})`);
        this.modifiers.add(modifier);
      }
      this.position += match[0].length;
    }
    return anchor;
  }

  private next(): string {
    const character = this.pattern[this.position]!;
    switch (character) {
      case "\\":
        return this.escape(false);
      case "[":
        return this.characterClass();
      case "(":
        return this.group();
      case ")":
        return this.close();
      case "{":
      case "*":
      case "+":
      case "?":
        return this.quantifier();
      case "}":
      case "]":
        this.position++;
        return `\\${character}`;
      case "$":
        this.position++;
        return this.modifiers.has("m") ? "$" : "(?=\\r?\\n?(?![\\s\\S]))";
      case "#":
        if (this.modifiers.has("x")) {
          const end = this.pattern.indexOf("\n", this.position);
          this.position = end < 0 ? this.pattern.length : end + 1;
          return "";
        }
        this.position++;
        return "#";
      default:
        return this.literal();
    }
  }

  private literal(): string {
    const point = String.fromCodePoint(this.pattern.codePointAt(this.position)!);
    this.position += point.length;
    return this.modifiers.has("x") && /\s/.test(point) ? "" : this.inAnyCase(point);
  }

  private isCaseless(): boolean {
    return this.caseless[this.caseless.length - 1]!;
  }

  private inAnyCase(letter: string): string {
    return this.isCaseless() && swapped(letter) !== letter ? `[${letter}${swapped(letter)}]` : letter;
  }

  private close(): string {
    this.position++;
    if (this.caseless.length > 1) this.caseless.pop();
    return ")";
  }

  private group(): string {
    const opening = /^\((?:\?(?:<?[=!]|<[a-zA-Z]\w*>|:|>|[a-zA-Z-]+[:)]))?/.exec(this.pattern.slice(this.position))![0];
    if (opening === "(?>") this.refuse("atomic groups (?>…)");
    this.position += opening.length;
    const flags = /^\(\?([a-zA-Z-]+)([:)])$/.exec(opening);
    if (flags === null) {
      this.caseless.push(this.isCaseless());
      return opening;
    }
    if (!/^-?[iu]+$/.test(flags[1]!)) this.refuse(`flags inside of a pattern ${opening}`);
    const caseless = !flags[1]!.startsWith("-");
    if (!caseless && this.modifiers.has("i")) this.refuse(`flags inside of a pattern ${opening}`);
    if (flags[2] === ")") {
      this.caseless[this.caseless.length - 1] = caseless;
      return "";
    }
    this.caseless.push(caseless);
    return "(?:";
  }

  private quantifier(): string {
    const match = /^(?:[*+?]|\{\d+(?:,\d*)?\})([+?]?)/.exec(this.pattern.slice(this.position));
    if (!match) {
      throw apexError("System.StringException", `Invalid regex at character ${this.position}: ${this.pattern}`);
    }
    this.position += match[0].length;
    if (match[1] === "+") this.possessive = match[0].slice(0, -1);
    return match[0];
  }

  private escape(inClass: boolean): string {
    const rest = this.pattern.slice(this.position);
    const quoted = /^\\Q([\s\S]*?)(?:\\E|$)/.exec(rest);
    if (quoted) {
      this.position += quoted[0].length;
      return [...quoted[1]!].map((character) => escapeCharacter(character, inClass)).join("");
    }
    const property = /^\\([pP])(?:\{(\^?)([^}]+)\}|([A-Z]))/.exec(rest);
    if (property) {
      this.position += property[0].length;
      return this.property(property[1] === "P" || property[2] === "^", property[3] ?? property[4]!, inClass);
    }
    const coded = /^\\(?:x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|x\{([0-9a-fA-F]+)\}|0([0-7]{1,3}))/.exec(rest);
    if (coded) {
      this.position += coded[0].length;
      const code = coded[4] === undefined ? parseInt((coded[1] ?? coded[2] ?? coded[3])!, 16) : parseInt(coded[4], 8);
      return `\\u{${code.toString(16)}}`;
    }
    const named = /^\\k<[a-zA-Z]\w*>/.exec(rest);
    if (named) {
      this.position += named[0].length;
      return named[0];
    }
    const letter = rest[1];
    if (letter === undefined) {
      throw apexError(
        "System.StringException",
        `Invalid regex: Unexpected internal error near index ${this.position}: ${this.pattern}`
      );
    }
    this.position += 2;
    return this.simpleEscape(letter, inClass);
  }

  private simpleEscape(letter: string, inClass: boolean): string {
    const space = "\\t\\n\\x0B\\f\\r ";
    switch (letter) {
      case "s":
        return inClass ? space : `[${space}]`;
      case "S":
        return `[^${space}]`;
      case "h":
        return inClass ? " \\t\\xA0" : "[ \\t\\xA0]";
      case "R":
        return "(?:\\r\\n|[\\n\\x0B\\f\\r\\x85\\u2028\\u2029])";
      case "A":
        return "(?<![\\s\\S])";
      case "z":
        return "(?![\\s\\S])";
      case "Z":
        return "(?=\\r?\\n?(?![\\s\\S]))";
      case "a":
        return "\\x07";
      case "e":
        return "\\x1B";
      case "b":
        return inClass ? this.refuse("\\b inside of a character class") : "\\b";
      case "d":
      case "D":
      case "w":
      case "W":
      case "B":
      case "t":
      case "n":
      case "r":
      case "f":
        return `\\${letter}`;
      default:
        if (/[1-9]/.test(letter)) return `\\${letter}`;
        if (/[a-zA-Z]/.test(letter)) return this.refuse(`\\${letter}`);
        return escapeCharacter(letter, inClass);
    }
  }

  private property(negated: boolean, name: string, inClass: boolean): string {
    const java = javaClasses[name];
    if (java !== undefined) {
      return negated ? `[^${java}]` : inClass ? java : `[${java}]`;
    }
    const unicode = name.startsWith("Is") ? name.slice(2) : name;
    return `\\${negated ? "P" : "p"}{${unicode}}`;
  }

  /** Unions stay as they are; operands of `&&` become classes of their own. */
  private characterClass(): string {
    this.position++;
    const negated = this.pattern[this.position] === "^";
    if (negated) this.position++;
    const operands = [""];
    for (let first = true; ; first = false) {
      const character = this.pattern[this.position];
      if (character === undefined) {
        throw apexError(
          "System.StringException",
          `Invalid regex: Unclosed character class near index ${this.pattern.length - 1}: ${this.pattern}`
        );
      }
      if (character === "]" && !first) break;
      if (this.pattern.startsWith("&&", this.position)) {
        this.position += 2;
        operands.push("");
      } else {
        operands[operands.length - 1] += this.classItem(character);
      }
    }
    this.position++;
    const written = operands.length === 1 ? operands[0]! : operands.map((operand) => `[${operand}]`).join("&&");
    const content = this.isCaseless() ? inBothCases(written) : written;
    return `[${negated ? "^" : ""}${content}]`;
  }

  private classItem(character: string): string {
    if (character === "\\") return this.escape(true);
    if (character === "[") return this.characterClass();
    const point = String.fromCodePoint(this.pattern.codePointAt(this.position)!);
    const following = this.pattern[this.position + 1];
    const before = this.pattern[this.position - 1];
    this.position += point.length;
    if (point === "-") {
      return before === "[" || before === "^" || following === "]" || following === "[" ? "\\-" : "-";
    }
    return escapeCharacter(point, true);
  }

  private refuse(construct: string): never {
    throw apexError(
      "System.StringException",
      `Invalid regex: the local org does not support ${construct} in the pattern ${this.pattern}`
    );
  }
}

/** The other case of a Latin letter. */
function swapped(letter: string): string {
  if (!/^[a-zA-Z]$/.test(letter)) return letter;
  return letter === letter.toLowerCase() ? letter.toUpperCase() : letter.toLowerCase();
}

/** A class's content with that of the other case beside it; what is escaped has no case. */
function inBothCases(content: string): string {
  const other = content.replace(/\\(?:[pPu]\{[^}]*\}|.)|[a-zA-Z]/gu, (part) =>
    part.length > 1 ? part : swapped(part)
  );
  return other === content ? content : `[${content}][${other}]`;
}

/** Outside of classes JavaScript escapes syntax characters alone, inside of them further punctuation. */
function escapeCharacter(character: string, inClass: boolean): string {
  const special = inClass ? /[\^$\\.*+?()[\]{}|/\-&!#%,:;<=>@`~]/ : /[\^$\\.*+?()[\]{}|/]/;
  return special.test(character) ? `\\${character}` : character;
}

/** The JavaScript replacement function for a java.util.regex replacement text with `$1`, `${name}` and `\$`. */
export function javaReplacement(replacement: string): (match: RegExpExecArray) => string {
  const parts: (string | ((match: RegExpExecArray) => string))[] = [];
  for (let position = 0; position < replacement.length;) {
    const rest = replacement.slice(position);
    const reference = /^\$(?:\{([a-zA-Z]\w*)\}|(\d))/.exec(rest);
    if (reference) {
      const [text, name, digit] = reference;
      parts.push(
        name !== undefined ? (match) => namedGroup(match, name) : (match) => numberedGroup(match, Number(digit))
      );
      position += text.length;
    } else if (rest[0] === "\\") {
      if (rest.length < 2) throw apexError("System.StringException", "character to be escaped is missing");
      parts.push(rest[1]!);
      position += 2;
    } else if (rest[0] === "$") {
      throw apexError("System.StringException", "Illegal group reference");
    } else {
      parts.push(rest[0]!);
      position++;
    }
  }
  return (match) => parts.map((part) => (typeof part === "string" ? part : part(match))).join("");
}

function numberedGroup(match: RegExpExecArray, group: number): string {
  if (group >= match.length) throw apexError("System.StringException", `No group ${group}`);
  return match[group] ?? "";
}

function namedGroup(match: RegExpExecArray, name: string): string {
  if (!match.groups || !(name in match.groups))
    throw apexError("System.StringException", `No group with name {${name}}`);
  return match.groups[name] ?? "";
}

/** Every match, or just the first, replaced as java.util.regex.Matcher does. */
export function replaceMatches(text: string, pattern: string, replacement: string, onlyFirst: boolean): string {
  return matchWithinLimit(pattern, text, () => replacedMatches(text, pattern, replacement, onlyFirst));
}

function replacedMatches(text: string, pattern: string, replacement: string, onlyFirst: boolean): string {
  const regex = javaRegex(pattern);
  const replaced = javaReplacement(replacement);
  let out = "";
  let end = 0;
  for (let match; (match = regex.exec(text));) {
    out += text.slice(end, match.index) + replaced(match);
    end = match.index + match[0].length;
    if (onlyFirst) break;
    if (match[0] === "") regex.lastIndex++;
  }
  return out + text.slice(end);
}

/**
 * Splits as java.lang.String.split does. A limit above zero bounds the number of parts, zero drops empty parts at the
 * end, a negative one keeps them. An empty match at the beginning gives no part.
 */
export function splitByPattern(text: string, pattern: string, limit = 0): string[] {
  return matchWithinLimit(pattern, text, () => parts(text, pattern, limit));
}

function parts(text: string, pattern: string, limit: number): string[] {
  const regex = javaRegex(pattern);
  const found: string[] = [];
  let end = 0;
  for (let match; (match = regex.exec(text));) {
    const emptyAtStart = match.index === 0 && match[0] === "";
    if (match[0] === "") regex.lastIndex++;
    if (emptyAtStart || (match[0] === "" && match.index >= text.length)) continue;
    if (limit > 0 && found.length === limit - 1) break;
    found.push(text.slice(end, match.index));
    end = match.index + match[0].length;
  }
  found.push(text.slice(end));
  if (limit === 0) {
    while (found.length > 1 && found.at(-1) === "") found.pop();
    if (found.length === 1 && found[0] === "" && text !== "") found.pop();
  }
  return found;
}
