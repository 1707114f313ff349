import assert from "node:assert/strict";
import { test } from "node:test";
import { compileSchema } from "../compile-schema.ts";
import { metadata, objectFile, projectOf } from "./fixture.ts";
import { tabProblems } from "./tab-rules.ts";

function refused(name: string, content: string): string[] {
  const project = projectOf({
    "objects/One__c/One__c.object-meta.xml": objectFile("Private"),
    [`tabs/${name}.tab-meta.xml`]: metadata("CustomTab", content)
  });
  assert.deepEqual(project.problems, []);
  return tabProblems(project, compileSchema(project).schema).map(({ message }) => message);
}

// "Metadata API Developer Guide: CustomTab".
test("a tab's style is a number with a name", () => {
  const styled = (motif: string) => refused("One__c", `<customObject>true</customObject><motif>${motif}</motif>`);
  assert.deepEqual(styled("Custom1: Heart"), []);
  assert.deepEqual(styled("Heart"), ["The motif Heart of the tab is not of the form Custom1: Heart"]);
});

test("a tab shows what there is", () => {
  assert.deepEqual(refused("Two__c", "<customObject>true</customObject><motif>Custom1: Heart</motif>"), [
    "In field: customObject - no CustomObject named Two__c found"
  ]);
  assert.deepEqual(refused("ours__Two__c", "<customObject>true</customObject><motif>Custom1: Heart</motif>"), []);
  const shows = (element: string) =>
    refused("T", `<${element}>Absent</${element}><label>T</label><motif>Custom1: Heart</motif>`);
  assert.deepEqual(shows("flexiPage"), ["In field: flexiPage - no FlexiPage named Absent found"]);
  assert.deepEqual(shows("lwcComponent"), ["In field: lwcComponent - no LightningComponentBundle named Absent found"]);
});

test("a tab that shows no object has a label", () => {
  assert.deepEqual(refused("T", "<motif>Custom1: Heart</motif><url>https://example.com</url>"), [
    "Master label must be provided for non-custom object tabs"
  ]);
});
