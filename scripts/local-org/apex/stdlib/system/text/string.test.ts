import { test } from "node:test";
import assert from "node:assert/strict";
import { evaluate } from "../../../fixture.ts";

/** Runs statements that assert for themselves. */
const holds = (statements: string) => void evaluate("null", statements);
const fails = (expression: string, message: RegExp) => assert.throws(() => evaluate(expression), message);

test("texts are abbreviated as the documentation's examples are", () => {
  holds(`
    System.assertEquals('Hello...', 'Hello Maximillian'.abbreviate(8));
    System.assertEquals('...aximi...', 'Hello Maximillian'.abbreviate(11, 7));
    System.assertEquals('...millian', 'Hello Maximillian'.abbreviate(10, 15));
    System.assertEquals('short', 'short'.abbreviate(8));
  `);
});

test("blank, empty and null are told apart", () => {
  holds(`
    String none = null;
    System.assert(String.isBlank(none) && String.isBlank('') && String.isBlank(' \\t\\n'));
    System.assert(String.isEmpty(none) && !String.isEmpty(' '));
    System.assert(String.isNotBlank('a') && String.isNotEmpty(' '));
    System.assert('a'.equalsIgnoreCase('A') && !'a'.equals('A') && !'a'.equalsIgnoreCase(none));
  `);
});

test("splitting follows java.lang.String.split", () => {
  holds(`
    System.assertEquals(new List<String>{ 'a', 'b', '', 'c' }, 'a,b,,c,,'.split(','));
    System.assertEquals(new List<String>{ 'a', 'b,,c' }, 'a,b,,c'.split(',', 2));
    System.assertEquals(new List<String>{ 'a', 'b', '' }, 'a,b,'.split(',', -1));
    System.assertEquals(new List<String>{ 'a', 'b', 'c' }, 'abc'.split(''));
    System.assertEquals(new List<String>{ 'boo', 'and', 'foo' }, 'boo:and:foo'.split(':'));
    System.assertEquals(1, ''.split(',').size());
    System.assertEquals(new List<String>{ '1', '2' }, '1.2'.split('\\\\.'));
    System.assertEquals(0, ','.split(',').size());
  `);
});

test("patterns replace with groups, case flags and quoted parts", () => {
  holds(`
    System.assertEquals('John Doe', 'Doe, John'.replaceAll('(\\\\w+), (\\\\w+)', '$2 $1'));
    System.assertEquals('x-b-a', 'a-b-a'.replaceFirst('a', 'x'));
    System.assertEquals('--', 'aA'.replaceAll('(?i)a', '-'));
    System.assertEquals('-A', 'AA'.replaceAll('^(?i)a', '-'));
    System.assert(Pattern.matches('^(?i)a+$', 'aAa'));
    System.assertEquals('12', '1a2'.replaceAll('[^0-9]', ''));
    System.assertEquals('a$b', 'a.b'.replaceAll('\\\\Q.\\\\E', '\\\\$'));
    System.assertEquals('bcd', 'abcde'.replaceAll('[a-z&&[aeiou]]', ''));
    System.assertEquals('a.b', 'a+b'.replace('+', '.'));
  `);
});

test("what JavaScript's patterns lack is refused by name", () => {
  fails("'a'.replaceAll('\\\\Ga', '')", /does not support \\G/);
  fails("'a'.replaceAll('(', '')", /Invalid regex/);
});

test("formats take texts in place of numbers in braces", () => {
  holds(`
    System.assertEquals('Hello Ada, 3', String.format('Hello {0}, {1}', new List<Object>{ 'Ada', 3 }));
    System.assertEquals('It\\'s {0}', String.format('It\\'\\'s \\'{0}\\'', new List<Object>{ 'x' }));
    System.assertEquals('{1}', String.format('{1}', new List<Object>{ 'x' }));
  `);
  fails("String.format('{0,number}', new List<Object>{ 1 })", /does not support formats inside of placeholders/);
});

test("parts are cut out by position and by separator", () => {
  holds(`
    System.assertEquals('tom', 'customer'.substring(3, 6));
    System.assertEquals('b.c', 'a.b.c'.substringAfter('.'));
    System.assertEquals('c', 'a.b.c'.substringAfterLast('.'));
    System.assertEquals('a', 'a.b.c'.substringBefore('.'));
    System.assertEquals('a.b', 'a.b.c'.substringBeforeLast('.'));
    System.assertEquals('b', '<b>'.substringBetween('<', '>'));
    System.assertEquals(null, 'abc'.substringBetween('<', '>'));
    System.assertEquals('bcd', 'abcde'.mid(1, 3));
    System.assertEquals('de', 'abcde'.right(2));
    System.assertEquals('abcde', 'abcde'.left(9));
  `);
  fails("'abc'.substring(2, 5)", /String index out of range: 5/);
  fails("'abc'.charAt(3)", /String index out of range/);
});

test("kinds of characters are recognised as StringUtils does", () => {
  holds(`
    System.assert('ğş'.isAlpha() && !'a1'.isAlpha() && !''.isAlpha());
    System.assert('a1'.isAlphanumeric() && 'a 1'.isAlphanumericSpace());
    System.assert('123'.isNumeric() && !'1.3'.isNumeric() && !''.isNumeric() && !'-1'.isNumeric());
    System.assert('ABC'.isAllUpperCase() && !'AB1'.isAllUpperCase());
    System.assert('abc'.containsOnly('abcd') && 'abc'.containsNone('xyz') && 'abc'.containsAny('xc'));
    System.assertEquals(2, 'abcabc'.countMatches('bc'));
    System.assertEquals(3, 'kitten'.getLevenshteinDistance('sitting'));
    System.assertEquals(-1, 'kitten'.getLevenshteinDistance('sitting', 2));
  `);
});

test("escapes and their reversals fit together", () => {
  holds(`
    System.assertEquals('"a,""b"""', 'a,"b"'.escapeCsv());
    System.assertEquals('a,"b"', '"a,""b"""'.unescapeCsv());
    System.assertEquals('&lt;a&gt; &amp; &copy;', '<a> & ©'.escapeHtml4());
    System.assertEquals('<a> & ©€', '&lt;a&gt; &amp; &copy;&euro;'.unescapeHtml4());
    System.assertEquals('&lt;&apos;&quot;&gt;', '<\\'">'.escapeXml());
    System.assertEquals('\\\\\\'x\\\\\\'', String.escapeSingleQuotes('\\'x\\''));
    System.assertEquals('\\\\u011F', 'ğ'.escapeUnicode());
    System.assertEquals('ğ', '\\\\u011F'.unescapeUnicode());
    System.assertEquals('line one', '<p>line <b>one</b></p>'.stripHtmlTags());
  `);
});

test("joining takes lists and sets, and nothing for null", () => {
  holds(`
    System.assertEquals('1, 2.50, true', String.join(new List<Object>{ 1, 2.50, true }, ', '));
    System.assertEquals('a-b', String.join(new Set<String>{ 'a', 'b' }, '-'));
    System.assertEquals('a--b', String.join(new List<String>{ 'a', null, 'b' }, '-'));
  `);
});

test("texts are padded, centred, repeated, reversed and cased", () => {
  holds(`
    System.assertEquals('007', '7'.leftPad(3, '0'));
    System.assertEquals('7  ', '7'.rightPad(3));
    System.assertEquals('-ab--', 'ab'.center(5, '-'));
    System.assertEquals('ab,ab', 'ab'.repeat(',', 2));
    System.assertEquals('cba', 'abc'.reverse());
    System.assertEquals('Abc', 'abc'.capitalize());
    System.assertEquals('aBC', 'Abc'.swapCase());
    System.assertEquals('a b c', ' a  b \\n c '.normalizeSpace());
    System.assertEquals(new List<String>{ 'foo', 'Bar', '200' }, 'fooBar200'.splitByCharacterTypeCamelCase());
    System.assertEquals('i', 'I'.toLowerCase());
    System.assertEquals('ı', 'I'.toLowerCase('tr'));
  `);
});

test("comparison is by code unit, and hash codes are Java's", () => {
  holds(`
    System.assertEquals(1, 'abcde'.compareTo('abcd'));
    System.assert('a'.compareTo('B') > 0);
    System.assertEquals(99162322, 'hello'.hashCode());
  `);
});

test("a null argument is a NullPointerException", () => {
  fails("'a'.contains((String) null)", /Argument cannot be null/);
});
