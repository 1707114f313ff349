import assert from "node:assert/strict";
import { test } from "node:test";
import { withEnumValue, withLabel, withLabelTranslation, withValue, withValueTranslation } from "./generated-texts.ts";

const label = (name: string, text: string): string =>
  `    <customLabels>\n        <label>${text}</label>\n        <name>${name}</name>\n    </customLabels>\n`;
const file = `<Translations>\n${label("Alpha", "a")}${label("Gamma", "c")}</Translations>\n`;

test("a label's translation stands where its name belongs", () => {
  assert.equal(
    withLabelTranslation(file, "Beta", "b & <b>"),
    `<Translations>\n${label("Alpha", "a")}${label("Beta", "b &amp; &lt;b&gt;")}${label("Gamma", "c")}</Translations>\n`
  );
  assert.equal(
    withLabelTranslation(file, "Omega", "o"),
    `<Translations>\n${label("Alpha", "a")}${label("Gamma", "c")}${label("Omega", "o")}</Translations>\n`
  );
});

test("a label that is there already is refused", () => {
  assert.throws(() => withLabelTranslation(file, "Gamma", "x"), /has Gamma already/);
});

test("a label has what the platform asks of one", () => {
  const labels = "<CustomLabels>\n    <labels>\n        <fullName>Z</fullName>\n    </labels>\n</CustomLabels>\n";
  const written = withLabel(labels, { name: "A", text: "Text", about: "Screen" });
  assert.match(written, /^<CustomLabels>\n {4}<labels>\n {8}<fullName>A<\/fullName>/);
  assert.match(written, /<language>en_US<\/language>\n {8}<protected>false<\/protected>/);
});

test("a value stands at the end of its picklist, and so does its translation", () => {
  const value = (name: string): string =>
    `            <value>\n                <fullName>${name}</fullName>\n                <default>false</default>\n                <label>${name}</label>\n            </value>\n`;
  const field = (values: string): string => `<f>\n${values}        </valueSetDefinition>\n</f>\n`;
  assert.equal(withValue(field(value("One")), "Two", "Two"), field(value("One") + value("Two")));
  assert.throws(() => withValue(field(value("One")), "One", "One"), /has the value One already/);
  const translated = "<t>\n    <picklistValues>\n        <masterLabel>One</masterLabel>\n    </picklistValues>\n</t>\n";
  assert.match(
    withValueTranslation(translated, "Two", "İki"),
    /One[\s\S]*<masterLabel>Two<\/masterLabel>\n {8}<translation>İki/
  );
});

test("a value is added to the enums that name its field, in both forms, and to no other", () => {
  const long = "kind: { type: string, enum: [\n  One,\n  Two\n ],\n  x-field: A__c.Kind__c }\n";
  const short = "kind: { type: string, enum: [One], x-field: A__c.Kind__c }\n";
  const others = "kind: { enum: [One], x-field: A__c.Kind__cx }\nkind: { enum: [One], x-field: B__c.Kind__c }\n";
  assert.equal(
    withEnumValue(long + short + others, "A__c.Kind__c", "New"),
    long.replace("Two", "Two, New") + short.replace("One", "One, New") + others
  );
});
