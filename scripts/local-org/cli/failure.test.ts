import assert from "node:assert/strict";
import { test } from "node:test";
import { problemText } from "./failure.ts";

const problem = (message: string): Parameters<typeof problemText>[0][number] => ({
  path: "a.cls",
  line: 1,
  column: 2,
  message
});

test("names of a package that is not there are told as such, once, and those of the project are not", () => {
  const text = problemText(
    [
      problem("Invalid type: menus__Menu_Item__c"),
      problem("Invalid type: Menus__Menu__c"),
      problem("Field does not exist: One__c on ours__Two__mdt")
    ],
    "ours"
  );
  assert.equal(text.match(/menus__ belong to a package that is not here/g)?.length, 1);
  assert.doesNotMatch(text, /ours__ belong/);
  assert.match(text, /^a\.cls:1:2 Invalid type: menus__Menu_Item__c\n/);
  assert.match(text, /\n3 problems: nothing was deployed$/);
});

test("without such names there are the problems alone", () => {
  assert.equal(
    problemText([problem("Invalid type: One__c")], ""),
    "a.cls:1:2 Invalid type: One__c\n\n1 problem: nothing was deployed"
  );
});
