/** "Custom Metadata Types Implementation Guide: Metadata Relationship Fields". */
import { test } from "node:test";
import { holds } from "../apex/testing/fixture.ts";
import { fieldFile, metadata } from "../metadata/rules/fixture.ts";

const relationship = (name: string, more: string) =>
  fieldFile(name, `<relationshipName>${name.slice(0, -3)}s</relationshipName>${more}<type>MetadataRelationship</type>`);

const files = {
  "objects/Rule__mdt/Rule__mdt.object-meta.xml": metadata(
    "CustomObject",
    "<label>Rule</label><pluralLabel>Rules</pluralLabel>"
  ),
  "objects/Rule__mdt/fields/Of__c.field-meta.xml": relationship("Of__c", "<referenceTo>EntityDefinition</referenceTo>"),
  "objects/Rule__mdt/fields/Reads__c.field-meta.xml": relationship(
    "Reads__c",
    "<metadataRelationshipControllingField>Rule__mdt.Of__c</metadataRelationshipControllingField><referenceTo>FieldDefinition</referenceTo>"
  ),
  "customMetadata/Rule.One.md-meta.xml": `<CustomMetadata xmlns="http://soap.sforce.com/2006/04/metadata" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:xsd="http://www.w3.org/2001/XMLSchema"><label>One</label>
    <values><field>Reads__c</field><value xsi:type="xsd:string">ANNUALrevenue</value></values>
    <values><field>Of__c</field><value xsi:type="xsd:string">account</value></values></CustomMetadata>`
};

test("a record's object and field are those of the org, in whatever case a file names them", () => {
  holds(
    `@IsTest static void related() {
      Rule__mdt one = [SELECT Of__c, Reads__c, Of__r.QualifiedApiName, Reads__r.QualifiedApiName FROM Rule__mdt];
      Assert.isTrue('Account'.equals(one.Of__c));
      Assert.isTrue('AnnualRevenue'.equals(one.Reads__c));
      Assert.isTrue('Account'.equals(one.Of__r.QualifiedApiName));
      Assert.isTrue('AnnualRevenue'.equals(one.Reads__r.QualifiedApiName));
    }`,
    { files }
  );
});

test("a record with what it is related to goes through JSON and back", () => {
  holds(
    `@IsTest static void travels() {
      Rule__mdt one = [SELECT DeveloperName, Of__c, Of__r.QualifiedApiName, Reads__r.QualifiedApiName FROM Rule__mdt];
      Rule__mdt other = (Rule__mdt) JSON.deserialize(JSON.serialize(one), Rule__mdt.class);
      Assert.areEqual('Account', other.Of__r.QualifiedApiName);
      Assert.areEqual('AnnualRevenue', other.Reads__r.QualifiedApiName);
    }`,
    { files }
  );
});
