import assert from "node:assert/strict";
import { test } from "node:test";
import { parseXml, textOf, XmlSyntaxError } from "./xml.ts";

test("the content of a root that is nil, empty or text has no elements", () => {
  for (const source of ["<a xsi:nil='true'><b>c</b></a>", "<a/>", "<a>text</a>", "<a b='c'>text</a>"])
    assert.deepEqual(parseXml(source), { root: "a", content: {} }, source);
});

test("elements are read by name, without attributes and outer blanks", () => {
  assert.equal(textOf(parseXml('<a xmlns="urn:x"><b c="d"> e </b></a>').content, "b"), "e");
});

test("a text that is not well-formed is refused with its place", () => {
  assert.throws(() => parseXml("<a>\n<b></a>"), XmlSyntaxError);
  assert.throws(
    () => parseXml("<a/>\n <!-- never closed"),
    (error) => {
      assert.ok(error instanceof XmlSyntaxError);
      assert.deepEqual([error.message, error.line, error.column], ["Comment is not closed.", 2, 2]);
      return true;
    }
  );
});
