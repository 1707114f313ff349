import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "../../test/properties.ts";
import { SObjectRecord } from "../schema/record.ts";
import { Fixture } from "../save/fixture.ts";
import { compileFormula } from "./compile.ts";
import { FormulaError } from "./parser.ts";
import { RecordFormulas } from "./records.ts";

const formulas = [
  'IF(AND(NOT(ISBLANK(Name)), AnnualRevenue > 1.5), Parent.Name & " x", CASE(Industry, "Retail", "r", "o"))',
  "ROUND(AnnualRevenue / NumberOfEmployees, 2) + MOD(7, 3) * -2 ^ 3",
  'ADDMONTHS(DATEVALUE(CreatedDate), 3) - TODAY() > 5 || REGEX(Phone, "[0-9]+")',
  'LEFT(SUBSTITUTE(Name, "a", TEXT(NOW())), LEN(Name) - FIND("b", Name)) = LPAD("7", 3, "0")'
];

const pieces = ["9999999999", '"', "(", ")", ",", ".", "1", "-", " ", "NULL", "Name", "&&", "!", "\\", "$User.Id", "é"];

const broken = fc
  .tuple(
    fc.constantFrom(...formulas),
    fc.array(fc.tuple(fc.nat(120), fc.nat(8), fc.constantFrom("", ...pieces)), { minLength: 1, maxLength: 3 })
  )
  .map(([formula, edits]) =>
    edits.reduce(
      (text, [at, cut, piece]) =>
        text.slice(0, at % (text.length + 1)) + piece + text.slice((at % (text.length + 1)) + cut),
      formula
    )
  );

test("a broken formula has a value or is refused, and never fails in another way", () => {
  const fixture = new Fixture();
  const type = fixture.schema.object("Account")!;
  const record = new SObjectRecord(type, { Name: "abc" });
  fc.assert(
    fc.property(broken, (text) => {
      try {
        new RecordFormulas(fixture.tx).evaluate(compileFormula(fixture.schema, type, text), record);
      } catch (error) {
        assert.ok(error instanceof FormulaError, `${text}\n${(error as Error).stack}`);
      }
    }),
    { numRuns: 2_000 }
  );
});
