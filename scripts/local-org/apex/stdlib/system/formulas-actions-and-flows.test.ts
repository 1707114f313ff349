import assert from "node:assert/strict";
import { test } from "node:test";
import { holds, orgWith } from "../../testing/fixture.ts";

test("formulas are built and evaluated on records and objects", () => {
  holds(
    `@IsTest static void records() {
    FormulaEval.FormulaInstance f = Formula.builder().withType(Account.SObjectType).withReturnType(FormulaEval.FormulaReturnType.STRING)
      .withFormula('Name & " (" & Website & ")"').build();
    Assert.areEqual('A (w)', f.evaluate(new Account(Name = 'A', Website = 'w')));
    Assert.areEqual(new Set<String>{ 'Name', 'Website' }, f.getReferencedFields());
  }
  @IsTest static void objects() {
    FormulaEval.FormulaInstance f = Formula.builder().withType(Change.class).withReturnType(FormulaEval.FormulaReturnType.BOOLEAN)
      .withFormula('record.AnnualRevenue > prior.AnnualRevenue && factor = 2').build();
    Change c = new Change();
    c.record = new Account(AnnualRevenue = 2); c.prior = new Account(AnnualRevenue = 1); c.factor = 2;
    Assert.areEqual(true, f.evaluate(c));
    c.prior = null;
    Assert.areEqual(false, f.evaluate(c));
  }
  @IsTest static void templates() {
    FormulaEval.FormulaInstance f = Formula.builder().withType(Account.SObjectType).withReturnType(FormulaEval.FormulaReturnType.STRING)
      .parseAsTemplate(true).withFormula('Dear {!Name}, {!1 + 1} points').build();
    Assert.areEqual('Dear A, 2 points', f.evaluate(new Account(Name = 'A')));
  }
  @IsTest static void mistakes() {
    try {
      Formula.builder().withType(Account.SObjectType).withReturnType(FormulaEval.FormulaReturnType.STRING).withFormula('Nonsense & "x"').build();
      Assert.fail();
    } catch (FormulaValidationException e) { Assert.isTrue(e.getMessage().contains('Nonsense')); }
  }`,
    {
      classes: [
        "global class Change { global Account record { get; set; } global Account prior; global Integer factor; }"
      ]
    }
  );
});

test("an invocable Apex method is called as an action, and flows are not", () => {
  holds(
    `@IsTest static void apex() {
    Invocable.Action action = Invocable.Action.createCustomAction('apex', 'Adding');
    action.addInvocation().setInvocationParameter('a', 1).setInvocationParameter('b', 2);
    action.addInvocation().setInvocationParameter('a', 3).setInvocationParameter('b', 4);
    List<Invocable.Action.Result> results = action.invoke();
    Assert.areEqual(2, results.size());
    Assert.isTrue(results[1].isSuccess());
    Assert.areEqual(7, results[1].getOutputParameters().get('sum'));
  }
  @IsTest static void flow() {
    List<Invocable.Action.Result> results = Invocable.Action.createCustomAction('flow', 'Approve').addInvocation().invoke();
    Assert.isFalse(results[0].isSuccess());
    Assert.isTrue(results[0].getErrors()[0].getMessage().contains('does not execute'));
  }`,
    {
      classes: [
        `public class Adding {
          public class Request { @InvocableVariable public Integer a; @InvocableVariable public Integer b; }
          public class Answer { @InvocableVariable public Integer sum; }
          @InvocableMethod(label='Add') public static List<Answer> add(List<Request> requests) {
            List<Answer> answers = new List<Answer>();
            for (Request r : requests) { Answer a = new Answer(); a.sum = r.a + r.b; answers.add(a); }
            return answers;
          }
        }`
      ]
    }
  );
});

test("each flow of the org has a class, and others are of none", () => {
  const flow = (name: string) => ({
    [`flows/${name}.flow-meta.xml`]: `<?xml version="1.0" encoding="UTF-8"?>
<Flow xmlns="http://soap.sforce.com/2006/04/metadata"><label>${name}</label><status>Active</status></Flow>`
  });
  const files = { ...flow("Approve"), ...flow("Reject-1"), ...flow("Reject-2") };
  holds(
    `@IsTest static void named() {
    Assert.areEqual('Flow.Interview.Approve', Flow.Interview.Approve.class.getName());
    Assert.areEqual('Flow.Interview', Flow.Interview.Unknown.class.getName());
    Flow.Interview interview = new Flow.Interview.Reject(new Map<String, Object>{ 'a' => 1 });
    Assert.areEqual(1, interview.getVariableValue('a'));
    try { interview.start(); Assert.fail(); } catch (FlowException e) { Assert.isTrue(e.getMessage().contains('does not execute this flow')); }
  }`,
    { files }
  );
  assert.throws(
    () => orgWith({ files, classes: ["public class Wrong { Object o = new Flow.Interview.Unknown(null); }"] }),
    /Constructor not defined: \[Flow\.Interview\]/
  );
});
