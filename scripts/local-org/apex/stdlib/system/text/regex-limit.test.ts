/** "Using Patterns and Matchers" and "Why do we get System.Exception: Regex too complicated error?": it cannot be caught. */
import assert from "node:assert/strict";
import test from "node:test";
import { openOrg } from "../../../../org/embedded-org.ts";
import { LimitExceededError } from "../../../../transaction/limits.ts";

const org = openOrg();

function thrownBy(statements: string): unknown {
  return org.executeAnonymous(org.administrator, statements, { write: () => undefined }).thrown;
}

const slow = "String slow = 'a'.repeat(40);";

for (const [name, statements] of [
  ["a match", `${slow} Pattern.matches('(a+)+b', slow);`],
  ["a search", `${slow} Pattern.compile('(a|aa)+$b').matcher(slow).find();`],
  ["a replacement", `${slow} slow.replaceAll('(a*)*b', '');`],
  ["a split", `${slow} slow.split('(a+)+b');`],
  ["a text of more than a million characters", "Pattern.matches('a*', 'a'.repeat(1000001));"],
  ["whatever Apex catches", `${slow} try { Pattern.matches('(a+)+b', slow); } catch (Exception e) { }`]
] as const) {
  test(`${name} that looks at a text too often is ended`, () => {
    const thrown = thrownBy(statements);
    assert.ok(thrown instanceof LimitExceededError, String(thrown));
    assert.equal(thrown.message, "Regex too complicated");
  });
}

test("a pattern that may take long, and does not, gives its result", () => {
  assert.equal(
    thrownBy(`
      System.assert(Pattern.matches('(\\\\w+\\\\s?)+', 'the quick brown fox jumps over the lazy dog'));
      Matcher found = Pattern.compile('(a+)+(b)').matcher('x' + 'a'.repeat(40) + 'b');
      System.assert(found.find());
      System.assertEquals('b', found.group(2));
      System.assertEquals(2, ('a'.repeat(20) + 'b' + 'a'.repeat(20)).split('(b+)+').size());`),
    undefined
  );
});
