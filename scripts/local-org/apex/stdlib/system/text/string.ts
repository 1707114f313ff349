import { blobText } from "./encoding.ts";
import { Blob } from "../../../../values/blob.ts";
import type { Decimal } from "../../../../values/decimal.ts";
import type { ApexDate } from "../../../../values/date.ts";
import type { ApexDatetime } from "../../../../values/datetime.ts";
import { ApexList, ApexSet } from "../../../runtime/collections.ts";
import { apexError } from "../../../runtime/exceptions.ts";
import { doubleText } from "../../../runtime/object.ts";
import { integerType, stringType } from "../../../runtime/runtime-type.ts";
import { hashText, textOf } from "../../../runtime/values.ts";
import { nullArgument, withoutNullArguments } from "../../definition/arguments.ts";
import { defineClass } from "../../definition/define.ts";
import { replaceMatches, splitByPattern } from "./java-regex.ts";
import { formatMessage } from "./message-format.ts";
import * as escape from "./string-escape.ts";
import * as texts from "./string-text.ts";

const strings = (items: string[]) => new ApexList(stringType, items);
const folded = (text: string) => text.toLowerCase();
const upTo = (text: string, end: number) => (end < 0 ? text : text.slice(0, end));

/** The part after the separator, empty where it does not occur. */
function after(text: string, separator: string, position: number): string {
  return position < 0 ? "" : text.slice(position + separator.length);
}

function between(text: string, open: string, close: string): string | null {
  const start = text.indexOf(open);
  const end = start < 0 ? -1 : text.indexOf(close, start + open.length);
  return end < 0 ? null : text.slice(start + open.length, end);
}

function characterAt(text: string, index: number): number {
  if (index < 0 || index >= text.length)
    throw apexError("System.StringException", `String index out of range: ${index}`);
  return text.charCodeAt(index);
}

function codePointAt(text: string, index: number): number {
  characterAt(text, index);
  return text.codePointAt(index)!;
}

function codePointBefore(text: string, index: number): number {
  characterAt(text, index - 1);
  return [...text.slice(Math.max(0, index - 2), index)].at(-1)!.codePointAt(0)!;
}

function offsetByCodePoints(text: string, index: number, offset: number): number {
  const ahead = offset >= 0 ? [...text.slice(index)] : [...text.slice(0, index)].reverse();
  if (ahead.length < Math.abs(offset))
    throw apexError("System.StringException", `String index out of range: ${offset}`);
  const units = ahead.slice(0, Math.abs(offset)).join("").length;
  return index + (offset >= 0 ? units : -units);
}

function inLocale(locale: string): string {
  return locale.replaceAll("_", "-");
}

function join(parts: unknown, separator: string): string {
  if (parts instanceof ApexList) return parts.items.map(joinedText).join(separator);
  if (parts instanceof ApexSet) return parts.toArray().map(joinedText).join(separator);
  throw apexError("System.TypeException", "Invalid argument for String.join: an Iterable of values is expected");
}

/** null is nothing when joined. */
function joinedText(value: unknown): string {
  return value === null ? "" : textOf(value);
}

function stringValueOf(value: unknown): string | null {
  if (value instanceof Blob) return blobText(value);
  return value === null ? null : textOf(value);
}

export const stringClass = defineClass({
  name: "String",
  documentation: "Apex Reference Guide: String Class",
  members: {
    ...withoutNullArguments({
      "String abbreviate(Integer maxWidth)": (self: string, maxWidth: number) => texts.abbreviate(self, 0, maxWidth),
      "String abbreviate(Integer maxWidth, Integer offset)": (self: string, maxWidth: number, offset: number) =>
        texts.abbreviate(self, offset, maxWidth),
      "String capitalize()": (self: string) => self.slice(0, 1).toUpperCase() + self.slice(1),
      "String center(Integer size)": (self: string, size: number) => texts.center(self, size, " "),
      "String center(Integer size, String padding)": texts.center,
      "Integer charAt(Integer index)": characterAt,
      "Integer codePointAt(Integer index)": codePointAt,
      "Integer codePointBefore(Integer index)": codePointBefore,
      "Integer codePointCount(Integer beginIndex, Integer endIndex)": (self: string, begin: number, end: number) =>
        [...texts.substring(self, begin, end)].length,
      "Integer compareTo(String other)": texts.compareTexts,
      "Boolean contains(String part)": (self: string, part: string) => self.includes(part),
      "Boolean containsAny(String characters)": (self: string, characters: string) =>
        texts.indexOfAny(self, characters, true) >= 0,
      "Boolean containsIgnoreCase(String part)": (self: string, part: string) => folded(self).includes(folded(part)),
      "Boolean containsNone(String characters)": (self: string, characters: string) =>
        texts.indexOfAny(self, characters, true) < 0,
      "Boolean containsOnly(String characters)": (self: string, characters: string) =>
        texts.indexOfAny(self, characters, false) < 0,
      "Boolean containsWhitespace()": (self: string) => /\s/.test(self),
      "Integer countMatches(String part)": texts.countMatches,
      "String deleteWhitespace()": (self: string) => self.replace(/\s/g, ""),
      "String difference(String other)": (self: string, other: string) => {
        const position = texts.indexOfDifference(self, other);
        return position < 0 ? "" : other.slice(position);
      },
      "Boolean endsWith(String suffix)": (self: string, suffix: string) => self.endsWith(suffix),
      "String escapeCsv()": escape.escapeCsv,
      "String escapeEcmaScript()": escape.escapeEcmaScript,
      "String escapeHtml3()": escape.escapeHtml3,
      "String escapeHtml4()": escape.escapeHtml4,
      "String escapeJava()": escape.escapeJava,
      "String escapeUnicode()": escape.escapeUnicode,
      "String escapeXml()": escape.escapeXml,
      "List<Integer> getChars()": (self: string) =>
        new ApexList(
          integerType,
          Array.from(self.split(""), (unit) => unit.charCodeAt(0))
        ),
      "Integer getLevenshteinDistance(String other)": (self: string, other: string) =>
        texts.levenshteinDistance(self, other),
      "Integer getLevenshteinDistance(String other, Integer threshold)": texts.levenshteinDistance,
      "Integer hashCode()": hashText,
      "Integer indexOf(String part)": (self: string, part: string) => self.indexOf(part),
      "Integer indexOf(String part, Integer start)": (self: string, part: string, start: number) =>
        self.indexOf(part, start),
      "Integer indexOfAny(String characters)": (self: string, characters: string) =>
        texts.indexOfAny(self, characters, true),
      "Integer indexOfAnyBut(String characters)": (self: string, characters: string) =>
        texts.indexOfAny(self, characters, false),
      "Integer indexOfChar(Integer character)": (self: string, character: number) =>
        self.indexOf(String.fromCodePoint(character)),
      "Integer indexOfChar(Integer character, Integer start)": (self: string, character: number, start: number) =>
        self.indexOf(String.fromCodePoint(character), start),
      "Integer indexOfDifference(String other)": texts.indexOfDifference,
      "Integer indexOfIgnoreCase(String part)": (self: string, part: string) => folded(self).indexOf(folded(part)),
      "Integer indexOfIgnoreCase(String part, Integer start)": (self: string, part: string, start: number) =>
        folded(self).indexOf(folded(part), start),
      "Boolean isAllLowerCase()": (self: string) => /^\p{Ll}+$/u.test(self),
      "Boolean isAllUpperCase()": (self: string) => /^\p{Lu}+$/u.test(self),
      "Boolean isAlpha()": (self: string) => /^\p{L}+$/u.test(self),
      "Boolean isAlphaSpace()": (self: string) => /^[\p{L} ]*$/u.test(self),
      "Boolean isAlphanumeric()": (self: string) => /^[\p{L}\p{Nd}]+$/u.test(self),
      "Boolean isAlphanumericSpace()": (self: string) => /^[\p{L}\p{Nd} ]*$/u.test(self),
      "Boolean isAsciiPrintable()": (self: string) => /^[ -~]*$/.test(self),
      "Boolean isNumeric()": (self: string) => /^\p{Nd}+$/u.test(self),
      "Boolean isNumericSpace()": (self: string) => /^[\p{Nd} ]*$/u.test(self),
      "Boolean isWhitespace()": texts.isWhitespaceOnly,
      "Integer lastIndexOf(String part)": (self: string, part: string) => self.lastIndexOf(part),
      "Integer lastIndexOf(String part, Integer end)": (self: string, part: string, end: number) =>
        end < 0 ? -1 : self.lastIndexOf(part, end),
      "Integer lastIndexOfChar(Integer character)": (self: string, character: number) =>
        self.lastIndexOf(String.fromCodePoint(character)),
      "Integer lastIndexOfChar(Integer character, Integer end)": (self: string, character: number, end: number) =>
        end < 0 ? -1 : self.lastIndexOf(String.fromCodePoint(character), end),
      "Integer lastIndexOfIgnoreCase(String part)": (self: string, part: string) =>
        folded(self).lastIndexOf(folded(part)),
      "Integer lastIndexOfIgnoreCase(String part, Integer end)": (self: string, part: string, end: number) =>
        end < 0 ? -1 : folded(self).lastIndexOf(folded(part), end),
      "String left(Integer length)": (self: string, length: number) => self.slice(0, Math.max(length, 0)),
      "String leftPad(Integer length)": (self: string, length: number) => texts.padStart(self, length, " "),
      "String leftPad(Integer length, String padding)": texts.padStart,
      "Integer length()": (self: string) => self.length,
      "String mid(Integer start, Integer length)": (self: string, start: number, length: number) =>
        length < 0 || start > self.length ? "" : self.slice(Math.max(start, 0), Math.max(start, 0) + length),
      "String normalizeSpace()": (self: string) => self.trim().replace(/\s+/g, " "),
      "Integer offsetByCodePoints(Integer index, Integer offset)": offsetByCodePoints,
      "String overlay(String inserted, Integer start, Integer end)": texts.overlay,
      "String remove(String part)": (self: string, part: string) => (part === "" ? self : self.replaceAll(part, "")),
      "String removeEnd(String part)": (self: string, part: string) =>
        part !== "" && self.endsWith(part) ? self.slice(0, -part.length) : self,
      "String removeEndIgnoreCase(String part)": (self: string, part: string) =>
        part !== "" && folded(self).endsWith(folded(part)) ? self.slice(0, -part.length) : self,
      "String removeStart(String part)": (self: string, part: string) =>
        self.startsWith(part) ? self.slice(part.length) : self,
      "String removeStartIgnoreCase(String part)": (self: string, part: string) =>
        folded(self).startsWith(folded(part)) ? self.slice(part.length) : self,
      "String repeat(Integer times)": (self: string, times: number) => texts.repeat(self, "", times),
      "String repeat(String separator, Integer times)": texts.repeat,
      "String replace(String target, String replacement)": (self: string, target: string, replacement: string) =>
        self.split(target).join(replacement),
      "String replaceAll(String regex, String replacement)": (self: string, regex: string, replacement: string) =>
        replaceMatches(self, regex, replacement, false),
      "String replaceFirst(String regex, String replacement)": (self: string, regex: string, replacement: string) =>
        replaceMatches(self, regex, replacement, true),
      "String reverse()": (self: string) => [...self].reverse().join(""),
      "String right(Integer length)": (self: string, length: number) => (length <= 0 ? "" : self.slice(-length)),
      "String rightPad(Integer length)": (self: string, length: number) => texts.padEnd(self, length, " "),
      "String rightPad(Integer length, String padding)": texts.padEnd,
      "List<String> split(String regex)": (self: string, regex: string) => strings(splitByPattern(self, regex)),
      "List<String> split(String regex, Integer parts)": (self: string, regex: string, limit: number) =>
        strings(splitByPattern(self, regex, limit)),
      "List<String> splitByCharacterType()": (self: string) => strings(texts.splitByCharacterType(self, false)),
      "List<String> splitByCharacterTypeCamelCase()": (self: string) => strings(texts.splitByCharacterType(self, true)),
      "Boolean startsWith(String prefix)": (self: string, prefix: string) => self.startsWith(prefix),
      "Boolean startsWithIgnoreCase(String prefix)": (self: string, prefix: string) =>
        folded(self).startsWith(folded(prefix)),
      "String stripHtmlTags()": (self: string) =>
        escape.unescapeHtml4(self.replace(/<br\s*\/?>/gi, "\n").replace(/<[^>]*>/g, "")),
      "String substring(Integer start)": (self: string, start: number) => texts.substring(self, start, self.length),
      "String substring(Integer start, Integer end)": texts.substring,
      "String substringAfter(String separator)": (self: string, separator: string) =>
        after(self, separator, self.indexOf(separator)),
      "String substringAfterLast(String separator)": (self: string, separator: string) =>
        separator === "" ? "" : after(self, separator, self.lastIndexOf(separator)),
      "String substringBefore(String separator)": (self: string, separator: string) =>
        upTo(self, self.indexOf(separator)),
      "String substringBeforeLast(String separator)": (self: string, separator: string) =>
        separator === "" ? self : upTo(self, self.lastIndexOf(separator)),
      "String substringBetween(String tag)": (self: string, tag: string) => between(self, tag, tag),
      "String substringBetween(String open, String close)": between,
      "String swapCase()": texts.swapCase,
      "String toLowerCase()": (self: string) => self.toLowerCase(),
      "String toLowerCase(String locale)": (self: string, locale: string) => self.toLocaleLowerCase(inLocale(locale)),
      "String toString()": (self: string) => self,
      "String toUpperCase()": (self: string) => self.toUpperCase(),
      "String toUpperCase(String locale)": (self: string, locale: string) => self.toLocaleUpperCase(inLocale(locale)),
      "String trim()": texts.trim,
      "String uncapitalize()": (self: string) => self.slice(0, 1).toLowerCase() + self.slice(1),
      "String unescapeCsv()": escape.unescapeCsv,
      "String unescapeEcmaScript()": escape.unescapeJava,
      "String unescapeHtml3()": escape.unescapeHtml3,
      "String unescapeHtml4()": escape.unescapeHtml4,
      "String unescapeJava()": escape.unescapeJava,
      "String unescapeUnicode()": escape.unescapeUnicode,
      "String unescapeXml()": escape.unescapeXml,
      "static String escapeSingleQuotes(String text)": (text: string) => text.replace(/['\\]/g, "\\$&"),
      "static String format(String pattern, List<Object> arguments)": (pattern: string, values: ApexList) =>
        formatMessage(pattern, values.items.map(textOf)),
      "static String fromCharArray(List<Integer> characters)": (characters: ApexList) =>
        String.fromCharCode(...(characters.items as number[])),
      "static String getCommonPrefix(List<String> texts)": (list: ApexList) =>
        texts.commonPrefix(list.items as (string | null)[])
    }),
    "Boolean equals(Object other)": (self: string, other: unknown) => self === other,
    "Boolean endsWithIgnoreCase(String suffix)": (self: string, suffix: string | null) =>
      suffix !== null && folded(self).endsWith(folded(suffix)),
    "Boolean equalsIgnoreCase(String other)": (self: string, other: string | null) =>
      other !== null && folded(self) === folded(other),
    "static Boolean isBlank(String text)": (text: string | null) => text === null || texts.isWhitespaceOnly(text),
    "static Boolean isNotBlank(String text)": (text: string | null) => text !== null && !texts.isWhitespaceOnly(text),
    "static Boolean isEmpty(String text)": (text: string | null) => text === null || text === "",
    "static Boolean isNotEmpty(String text)": (text: string | null) => text !== null && text !== "",
    "static String join(Object iterable, String separator)": (parts: unknown, separator: string | null) => {
      if (parts === null) throw nullArgument();
      return join(parts, separator ?? "");
    },
    "static String valueOf(Date date)": (date: ApexDate | null) => date?.toString() ?? null,
    "static String valueOf(Datetime datetime)": (datetime: ApexDatetime | null) => stringValueOf(datetime),
    "static String valueOf(Decimal decimal)": (decimal: Decimal | null) => decimal?.toString() ?? null,
    "static String valueOf(Double value)": (value: number | null) => (value === null ? null : doubleText(value)),
    "static String valueOf(Integer value)": (value: number | null) => (value === null ? null : String(value)),
    "static String valueOf(Long value)": (value: bigint | null) => (value === null ? null : String(value)),
    "static String valueOf(Object value)": (value: unknown) => stringValueOf(value)
  }
});
