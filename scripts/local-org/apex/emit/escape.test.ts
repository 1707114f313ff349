/** Attempts of Apex to leave Apex: nothing that it can name answers a value of JavaScript's own. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { evaluate, problemsOf } from "../fixture.ts";
import { holds } from "../testing/fixture.ts";

const ofEveryObject = [
  "constructor",
  "__proto__",
  "prototype",
  "toString",
  "hasOwnProperty",
  "valueOf",
  "__defineGetter__"
];

/** `NAME` stands for each of the names. */
const answers: readonly [expression: string, value: string][] = [
  ["new Map<String, Object>().get('NAME')", "null"],
  ["new Map<String, Object>{ 'NAME' => 1 }.get('NAME')", "1"],
  ["new Map<String, Object>{ 'NAME' => 1 }.keySet()", "{NAME}"],
  ["new Set<String>().contains('NAME')", "false"],
  [`((Map<String, Object>) JSON.deserializeUntyped('{"NAME":{"a":1}}')).get('NAME')`, "{a=1}"],
  [`((Map<String, Object>) JSON.deserializeUntyped('{"a":1}')).get('NAME')`, "null"],
  [`((Map<String, Integer>) JSON.deserialize('{"NAME":1}', Map<String, Integer>.class)).get('NAME')`, "1"],
  [`JSON.serialize(new Map<String, Object>{ 'NAME' => 1 })`, `{"NAME":1}`],
  ["Schema.getGlobalDescribe().get('NAME')", "null"],
  ["Account.SObjectType.getDescribe().fields.getMap().get('NAME')", "null"],
  ["new Account(Name = 'x').getPopulatedFieldsAsMap().get('NAME')", "null"],
  ["Type.forName('NAME')", "null"],
  ["new PageReference('/x').getParameters().get('NAME')", "null"],
  ["new PageReference('/x?NAME=1').getParameters().get('NAME')", "1"],
  ["String.format('{0} NAME', new List<Object>{ 1 })", "1 NAME"]
];

for (const [expression, value] of answers) {
  test(`${expression} is ${value}`, () => {
    for (const name of ofEveryObject)
      assert.equal(evaluate(expression.replaceAll("NAME", name)), value.replaceAll("NAME", name), name);
  });
}

const refusals: readonly [expression: string, type: string][] = [
  ["new Account().get('NAME')", "System.SObjectException"],
  ["new Account().getSObject('NAME')", "System.SObjectException"],
  ["new Account().getSObjects('NAME')", "System.SObjectException"],
  ["new Account().put('NAME', 'x')", "System.SObjectException"],
  [`((AggregateResult) JSON.deserialize('{"n":1}', AggregateResult.class)).get('NAME')`, "System.SObjectException"],
  ["Crypto.generateDigest('NAME', Blob.valueOf('x'))", "System.InvalidParameterValueException"],
  ["Pattern.compile('\\\\p{NAME}')", "System.StringException"]
];

for (const [expression, type] of refusals) {
  test(`${expression} is refused`, () => {
    for (const name of ofEveryObject) {
      const statements = `String got; try { Object value = ${expression.replaceAll("NAME", name)}; got = '' + value; } catch (Exception e) { got = e.getTypeName(); }`;
      assert.equal(evaluate("got", statements), type, name);
    }
  });
}

test("Trigger and labels have no members of JavaScript's", () => {
  for (const name of ["constructor", "toString", "valueOf"]) {
    for (const path of ["Trigger", "System.Label", "Label", "Account", "Schema.SObjectType", "Page", "UserInfo"])
      assert.notDeepEqual(problemsOf([`public class A { Object x = ${path}.${name}; }`]), [], `${path}.${name}`);
  }
});

test("annotations have no arguments of JavaScript's", () => {
  assert.match(
    problemsOf(["public class A { @AuraEnabled(constructor=true) public static void f() { } }"])[0]!,
    /does not exist/
  );
});

test("what a query calls constructor is that and nothing else", () => {
  holds(`@IsTest static void aliases() {
    insert new Account(Name = 'x');
    AggregateResult row = [SELECT COUNT(Id) constructor, MAX(Name) FROM Account];
    Assert.areEqual(1, row.get('constructor'));
    AggregateResult other = [SELECT COUNT(Id) n FROM Account];
    for (String name : new List<String>{ '${ofEveryObject.join("', '")}' }) {
      try { other.get(name); Assert.fail(name); } catch (SObjectException e) { Assert.areEqual('Invalid field ' + name + ' for AggregateResult', e.getMessage()); }
      try { Database.query('SELECT ' + name + ' FROM Account'); Assert.fail(name); } catch (QueryException e) { }
      try { Database.query('SELECT Id FROM ' + name); Assert.fail(name); } catch (QueryException e) { }
      try { Database.query('SELECT Id FROM Account WHERE Name = :' + name); Assert.fail(name); } catch (QueryException e) { }
      try { Database.query('SELECT ' + name + '(Id) FROM Account'); Assert.fail(name); } catch (QueryException e) { }
      try { Database.query('SELECT Id FROM Account ORDER BY ' + name + '.Name'); Assert.fail(name); } catch (QueryException e) { }
    }
  }`);
});

test("cached values are found by their own names alone", () => {
  holds(`@IsTest static void cache() {
    for (String name : new List<String>{ 'constructor', 'toString', 'valueOf' }) Assert.isNull(Cache.Org.get(name));
  }`);
});
