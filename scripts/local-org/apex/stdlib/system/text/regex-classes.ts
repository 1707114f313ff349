import { dictionary } from "../../../../values/dictionary.ts";

/** POSIX and Java classes of java.util.regex.Pattern, as content of a JavaScript character class. */
const javaClasses: Readonly<Record<string, string>> = dictionary({
  Lower: "a-z",
  Upper: "A-Z",
  ASCII: "\\x00-\\x7F",
  Alpha: "a-zA-Z",
  Digit: "0-9",
  Alnum: "a-zA-Z0-9",
  Punct: "\\!-\\/\\:-@\\[-`\\{-~",
  Graph: "\\!-~",
  Print: " -~",
  Blank: " \\t",
  Cntrl: "\\x00-\\x1F\\x7F",
  XDigit: "0-9a-fA-F",
  Space: " \\t\\n\\x0B\\f\\r",
  L1: "\\x00-\\xFF",
  all: "\\s\\S",
  javaLowerCase: "\\p{Lowercase}",
  javaUpperCase: "\\p{Uppercase}",
  javaAlphabetic: "\\p{Alphabetic}",
  javaLetter: "\\p{L}",
  javaDigit: "\\p{Nd}",
  javaLetterOrDigit: "\\p{L}\\p{Nd}",
  javaWhitespace: "\\t\\n\\x0B\\f\\r\\x1C-\\x1F [\\p{Z}--[\\xA0\\u2007\\u202F]]",
  javaSpaceChar: "\\p{Z}",
  javaTitleCase: "\\p{Lt}",
  javaISOControl: "\\x00-\\x1F\\x7F-\\x9F",
  InBasicLatin: "\\x00-\\x7F",
  InBasic_Latin: "\\x00-\\x7F",
  "InLatin-1Supplement": "\\x80-\\xFF",
  "InLatin-1_Supplement": "\\x80-\\xFF",
  InGreek: "\\u0370-\\u03FF",
  InCyrillic: "\\u0400-\\u04FF",
  InHebrew: "\\u0590-\\u05FF",
  InArabic: "\\u0600-\\u06FF",
  InHiragana: "\\u3040-\\u309F",
  InKatakana: "\\u30A0-\\u30FF",
  InCombiningDiacriticalMarks: "\\u0300-\\u036F",
  InCombining_Diacritical_Marks: "\\u0300-\\u036F"
});

/** Names of binary properties that Java has of its own. */
const binaryProperties: Readonly<Record<string, string>> = dictionary({
  alphabetic: "\\p{Alphabetic}",
  letter: "\\p{L}",
  ideographic: "\\p{Ideographic}",
  lowercase: "\\p{Lowercase}",
  uppercase: "\\p{Uppercase}",
  titlecase: "\\p{Lt}",
  punctuation: "\\p{P}",
  control: "\\p{Cc}",
  white_space: "\\p{White_Space}",
  whitespace: "\\p{White_Space}",
  digit: "\\p{Nd}",
  hex_digit: "\\p{Hex_Digit}",
  hexdigit: "\\p{Hex_Digit}",
  emoji: "\\p{Emoji}",
  alnum: "\\p{Alphabetic}\\p{Nd}",
  blank: "\\p{Zs}\\t",
  assigned: "\\p{Assigned}"
});

/** Whatever the case is where it is of no account. */
const caseless: Readonly<Record<string, string>> = dictionary({
  Lower: "a-zA-Z",
  Upper: "a-zA-Z",
  Ll: "\\p{Lu}\\p{Ll}\\p{Lt}",
  Lu: "\\p{Lu}\\p{Ll}\\p{Lt}",
  Lt: "\\p{Lu}\\p{Ll}\\p{Lt}"
});

/** The content of a JavaScript class for `\p{name}` of Java; undefined for a name that there is not. */
export function propertyContent(name: string, isCaseless: boolean): string | undefined {
  const content = (isCaseless ? caseless[name] : undefined) ?? javaClasses[name] ?? prefixed(name);
  return content !== undefined && isValid(content) ? content : undefined;
}

function prefixed(name: string): string {
  const [, key, value] = /^(\w+)=(.+)$/.exec(name) ?? [];
  if (key !== undefined) return /^(sc|script)$/i.test(key) ? `\\p{Script=${titled(value!)}}` : `\\p{${value!}}`;
  if (!name.startsWith("Is")) return `\\p{${name}}`;
  const rest = name.slice(2);
  const binary = binaryProperties[rest.toLowerCase()];
  if (binary !== undefined) return binary;
  return isValid(`\\p{Script=${titled(rest)}}`) ? `\\p{Script=${titled(rest)}}` : `\\p{${rest}}`;
}

function titled(name: string): string {
  return name.toLowerCase().replace(/(^|_)[a-z]/g, (letter) => letter.toUpperCase());
}

function isValid(content: string): boolean {
  try {
    new RegExp(`[${content}]`, "v");
    return true;
  } catch {
    return false;
  }
}

const spaces = "\\t\\n\\x0B\\f\\r ";
const horizontal = " \\t\\xA0\\u1680\\u180e\\u2000-\\u200a\\u202f\\u205f\\u3000";
const vertical = "\\n\\x0B\\f\\r\\x85\\u2028\\u2029";

/** Predefined classes in lower case, as content of a JavaScript class. */
export const predefined: Readonly<Record<string, string>> = dictionary({
  d: "0-9",
  w: "a-zA-Z_0-9",
  s: spaces,
  h: horizontal,
  v: vertical
});

/** The same with the flag `(?U)`. */
export const predefinedUnicode: Readonly<Record<string, string>> = dictionary({
  d: "\\p{Nd}",
  w: "\\p{Alphabetic}\\p{M}\\p{Nd}\\p{Pc}\\p{Join_Control}",
  s: "\\p{White_Space}",
  h: horizontal,
  v: vertical
});
