import assert from "node:assert/strict";
import { test } from "node:test";
import { sliceXml, textInXml } from "./xml-slices.ts";

test("a document is cut into its root's children without changing a character of them", () => {
  const text = `<?xml version="1.0"?>\n<!-- <a> --><Root x="1>0">\n  <a>1 &amp; <b>2</b></a>\n  <!-- <c>no</c> -->\n  <c/>\n  <d><![CDATA[</d>]]></d>\n</Root>`;
  const { root, children } = sliceXml(text);
  assert.equal(root, "Root");
  assert.deepEqual(
    children.map(({ name, inner }) => [name, inner]),
    [
      ["a", "1 &amp; <b>2</b>"],
      ["c", ""],
      ["d", "<![CDATA[</d>]]>"]
    ]
  );
  for (const { start, end, name } of children) assert.ok(text.slice(start, end).startsWith(`<${name}`), name);
});

test("the text of an element is found as it is written", () => {
  assert.equal(textInXml("<label>x</label>\n<fullName> A__c </fullName>", "fullName"), "A__c");
  assert.equal(textInXml("<label>x</label>", "fullName"), undefined);
});
