/** Text algorithms behind the String class that need more than a line. Indexes count UTF-16 units, as in Java. */
import { apexError } from "../../../runtime/exceptions.ts";
import { textPlanned, workPlanned } from "../../../runtime/metering.ts";

export function isWhitespaceOnly(text: string): boolean {
  // Character.isWhitespace excludes the non-breaking spaces, which JavaScript's \s includes.
  return /^[\t\n\v\f\r\x1c-\x1f \u1680\u2000-\u2006\u2008-\u200a\u2028\u2029\u205f\u3000]*$/.test(text);
}

/** Removes control characters and spaces up to U+0020 from both ends, as java.lang.String.trim does. */
export function trim(text: string): string {
  let start = 0;
  let end = text.length;
  while (start < end && text.charCodeAt(start) <= 32) start++;
  while (end > start && text.charCodeAt(end - 1) <= 32) end--;
  return text.slice(start, end);
}

export function compareTexts(one: string, other: string): number {
  const shared = Math.min(one.length, other.length);
  for (let index = 0; index < shared; index++) {
    const difference = one.charCodeAt(index) - other.charCodeAt(index);
    if (difference !== 0) return difference;
  }
  return one.length - other.length;
}

export function substring(text: string, start: number, end: number): string {
  if (start < 0 || end > text.length || start > end) {
    const wrong = start < 0 ? start : end > text.length ? end : end - start;
    throw apexError("System.StringException", `String index out of range: ${wrong}`);
  }
  return text.slice(start, end);
}

export function abbreviate(text: string, offset: number, maxWidth: number): string {
  const ellipsis = "...";
  if (maxWidth < 4) throw apexError("System.StringException", "Minimum abbreviation width is 4");
  if (text.length <= maxWidth) return text;
  const start = Math.min(offset, text.length);
  const from = text.length - start < maxWidth - 3 ? text.length - (maxWidth - 3) : start;
  if (from <= 4) return text.slice(0, maxWidth - 3) + ellipsis;
  if (maxWidth < 7) throw apexError("System.StringException", "Minimum abbreviation width with offset is 7");
  if (from + maxWidth - 3 < text.length) return ellipsis + abbreviate(text.slice(from), 0, maxWidth - 3);
  return ellipsis + text.slice(text.length - (maxWidth - 3));
}

export function repeat(text: string, separator: string, times: number): string {
  textPlanned((text.length + separator.length) * times);
  return separator === ""
    ? text.repeat(Math.max(times, 0))
    : new Array<string>(Math.max(times, 0)).fill(text).join(separator);
}

export function padStart(text: string, length: number, filler: string): string {
  textPlanned(length);
  return text.padStart(length, filler === "" ? " " : filler);
}

export function padEnd(text: string, length: number, filler: string): string {
  textPlanned(length);
  return text.padEnd(length, filler === "" ? " " : filler);
}

export function center(text: string, size: number, filler: string): string {
  if (size <= text.length) return text;
  const left = text.length + Math.floor((size - text.length) / 2);
  return padEnd(padStart(text, left, filler), size, filler);
}

/** First position where two texts differ, -1 where they are equal. */
export function indexOfDifference(one: string, other: string): number {
  const shared = Math.min(one.length, other.length);
  for (let index = 0; index < shared; index++) {
    if (one[index] !== other[index]) return index;
  }
  return one.length === other.length ? -1 : shared;
}

export function indexOfAny(text: string, characters: string, wanted: boolean): number {
  for (let index = 0; index < text.length; index++) {
    if (characters.includes(text[index]!) === wanted) return index;
  }
  return -1;
}

export function countMatches(text: string, part: string): number {
  return part === "" ? 0 : text.split(part).length - 1;
}

/** Number of single-character changes from one text to the other; -1 where it is above the threshold. */
export function levenshteinDistance(one: string, other: string, threshold = Infinity): number {
  workPlanned("scannedCharacter", one.length * other.length);
  let previous = Array.from({ length: other.length + 1 }, (_, index) => index);
  for (let row = 1; row <= one.length; row++) {
    const current = [row];
    for (let column = 1; column <= other.length; column++) {
      const replaced = previous[column - 1]! + (one[row - 1] === other[column - 1] ? 0 : 1);
      current.push(Math.min(replaced, previous[column]! + 1, current[column - 1]! + 1));
    }
    previous = current;
  }
  const distance = previous[other.length]!;
  return distance > threshold ? -1 : distance;
}

export function overlay(text: string, inserted: string, start: number, end: number): string {
  const within = (position: number) => Math.min(Math.max(position, 0), text.length);
  const [from, to] = [within(start), within(end)].sort((left, right) => left - right) as [number, number];
  return text.slice(0, from) + inserted + text.slice(to);
}

export function swapCase(text: string): string {
  return [...text]
    .map((character) => (character === character.toUpperCase() ? character.toLowerCase() : character.toUpperCase()))
    .join("");
}

type CharacterType = "upper" | "lower" | "letter" | "digit" | "space" | "other";

function characterType(character: string): CharacterType {
  if (/\p{Lu}/u.test(character)) return "upper";
  if (/\p{Ll}/u.test(character)) return "lower";
  if (/\p{L}/u.test(character)) return "letter";
  if (/\p{Nd}/u.test(character)) return "digit";
  return /\s/.test(character) ? "space" : "other";
}

/** Groups of characters of the same type; camel case gives a capital to the lower-case letters that follow it. */
export function splitByCharacterType(text: string, camelCase: boolean): string[] {
  const parts: { type: CharacterType; text: string }[] = [];
  for (const character of text) {
    const type = characterType(character);
    const last = parts.at(-1);
    if (last?.type === type) {
      last.text += character;
    } else if (camelCase && type === "lower" && last?.type === "upper") {
      const capital = last.text.slice(-1);
      last.text = last.text.slice(0, -1);
      if (last.text === "") parts.pop();
      parts.push({ type, text: capital + character });
    } else {
      parts.push({ type, text: character });
    }
  }
  return parts.map((part) => part.text);
}

export function commonPrefix(texts: readonly (string | null)[]): string {
  const [first, ...others] = texts.map((text) => text ?? "");
  let prefix = first ?? "";
  for (const text of others) {
    const difference = indexOfDifference(prefix, text);
    if (difference >= 0) prefix = prefix.slice(0, difference);
  }
  return prefix;
}
