import { areComplete, readConditions, writeConditions, type Conditions } from "c/ruleConditions";

const tea = { field: "line.category", operator: "equals", value: "Tea" };
const silver = { field: "member.tier", operator: "atLeast", value: "Silver" };
const nested = { any: [silver, { not: { field: "document.channel", operator: "in", value: ["Online"] } }] };

describe("ruleConditions", () => {
  test.each([
    ["nothing", null, false],
    ["one condition", silver, false],
    ["all of some", { all: [{ anyLine: tea }, silver] }, false],
    ["any of some", { any: [silver, { anyLine: tea }] }, false],
    ["conditions of lines", { all: [tea, silver] }, true],
    ["groups that no row can show", { all: [silver, nested, { not: silver }] }, false],
    ["one group that no row can show", { all: [nested] }, false],
    ["a line that fulfils two conditions", { all: [{ anyLine: { all: [tea, silver] } }, silver] }, false],
    ["a range", { field: "document.dayOfYear", operator: "between", value: ["12-20", "01-06"] }, false],
    ["what has more members than a condition", { all: [{ ...silver, note: "x" }] }, false]
  ])("reads and writes %s without losing anything", (_, criteria, isForLines) => {
    const text = criteria === null ? null : JSON.stringify(criteria);
    expect(writeConditions(readConditions(text, isForLines)!, isForLines)).toBe(text);
  });

  test("shows conditions as rows, also of one line, and keeps the rest", () => {
    expect(readConditions(JSON.stringify({ all: [{ anyLine: tea }, silver, nested] }), false)).toEqual({
      joined: "all",
      parts: [{ condition: tea }, { condition: silver }, { kept: nested }]
    });
    expect(readConditions(JSON.stringify({ all: [tea, { anyLine: tea }] }), true)?.parts[1]).toEqual({
      kept: { anyLine: tea }
    });
    expect(readConditions(JSON.stringify(tea), false)?.parts[0]).toEqual({ kept: tea });
  });

  test("gives a group that stands alone its own meaning back", () => {
    expect(writeConditions({ joined: "any", parts: [{ kept: nested }] }, false)).toBe(
      JSON.stringify({ any: [nested] })
    );
    expect(readConditions(JSON.stringify({ not: silver }), false)).toEqual({
      joined: "all",
      parts: [{ kept: { not: silver } }]
    });
  });

  test.each([
    ["no JSON", "{"],
    ["a list", "[1]"],
    ["a number", "1"]
  ])("leaves %s alone", (_, criteria) => {
    expect(readConditions(criteria, false)).toBeUndefined();
  });

  test("leaves numbers alone that JavaScript would round", () => {
    const exact = '{"field":"document.amount","operator":"atLeast","value":12345678901234567.89}';
    expect(readConditions(exact, false)).toBeUndefined();
  });

  test("writes conditions of lines as the scope asks for", () => {
    const rows: Conditions = { joined: "all", parts: [{ condition: tea }] };
    expect(writeConditions(rows, true)).toBe(JSON.stringify(tea));
    expect(writeConditions(rows, false)).toBe(JSON.stringify({ anyLine: tea }));
  });

  test.each([
    ["a text", silver, true],
    ["false", { field: "member.isCompany", operator: "equals", value: false }, true],
    ["0", { field: "document.hour", operator: "equals", value: 0 }, true],
    ["nothing", { ...silver, value: "" }, false],
    ["no value of a list", { field: "document.channel", operator: "in", value: [] }, false],
    ["half a range", { field: "document.amount", operator: "between", value: [1, null] }, false],
    ["a range", { field: "document.amount", operator: "between", value: [1, 2] }, true]
  ])("knows whether a row with %s is filled in", (_, condition, filled) => {
    expect(areComplete({ joined: "all", parts: [{ condition }] })).toBe(filled);
  });
});
