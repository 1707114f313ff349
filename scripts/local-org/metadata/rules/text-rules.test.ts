import assert from "node:assert/strict";
import { test } from "node:test";
import { fieldFile, metadata, projectOf } from "./fixture.ts";

function refused(path: string, text: string): string[] {
  return projectOf({ [path]: text }).problems.map(({ message }) => message);
}

const of = (length: number): string => "x".repeat(length);

test("a text is no longer than its column", () => {
  const permission = (length: number) =>
    metadata(
      "CustomPermission",
      `<description>${of(length)}</description><isLicensed>false</isLicensed><label>P</label>`
    );
  const file = "customPermissions/P.customPermission-meta.xml";
  assert.deepEqual(refused(file, permission(255)), []);
  assert.deepEqual(refused(file, permission(256)), ["Value too long for field: Description maximum length is:255"]);
});

test("help has 510 characters, a field's description 1,000, a label 40", () => {
  const field = (content: string) =>
    refused("objects/Account/fields/A__c.field-meta.xml", fieldFile("A__c", `${content}<type>Checkbox</type>`));
  assert.deepEqual(field(`<description>${of(1000)}</description><inlineHelpText>${of(510)}</inlineHelpText>`), []);
  assert.deepEqual(field(`<description>${of(1001)}</description><inlineHelpText>${of(511)}</inlineHelpText>`), [
    "Value too long for field: Description maximum length is:1000",
    "Value too long for field: Help Text maximum length is:510"
  ]);
});

test("a list's entries have the limits of their type", () => {
  const label = (length: number) =>
    metadata(
      "CustomLabels",
      `<labels><fullName>L</fullName><language>en_US</language><protected>true</protected><shortDescription>L</shortDescription><value>${of(length)}</value></labels>`
    );
  assert.deepEqual(refused("labels/CustomLabels.labels-meta.xml", label(1000)), []);
  assert.deepEqual(refused("labels/CustomLabels.labels-meta.xml", label(1001)), [
    "Value too long for field: Value maximum length is:1000"
  ]);
});

test("a record type's label has 80 characters", () => {
  const type = (length: number) =>
    refused(
      "objects/Account/recordTypes/R.recordType-meta.xml",
      metadata("RecordType", `<fullName>R</fullName><active>true</active><label>${of(length)}</label>`)
    );
  assert.deepEqual(type(80), []);
  assert.deepEqual(type(81), ["Value too long for field: Label maximum length is:80"]);
});
