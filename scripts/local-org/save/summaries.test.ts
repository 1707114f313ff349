import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "../../test/properties.ts";
import type { SObjectRecord } from "../schema/record.ts";
import { Decimal } from "../values/decimal.ts";
import { recalculateSummaries } from "./recalculate.ts";
import { Fixture, invoicing } from "./fixture.ts";

type Operation =
  | { readonly kind: "insert"; readonly invoice: number; readonly cents: number }
  | { readonly kind: "change"; readonly line: number; readonly cents: number }
  | { readonly kind: "move"; readonly line: number; readonly invoice: number }
  | { readonly kind: "delete" | "undelete"; readonly line: number };

const index = fc.nat({ max: 20 });
const cents = fc.integer({ min: -100_000, max: 100_000 });
const operation: fc.Arbitrary<Operation> = fc.oneof(
  fc.record({ kind: fc.constant("insert" as const), invoice: index, cents }),
  fc.record({ kind: fc.constant("change" as const), line: index, cents }),
  fc.record({ kind: fc.constant("move" as const), line: index, invoice: index }),
  fc.record({ kind: fc.constantFrom("delete" as const, "undelete" as const), line: index })
);

/** What a line should be: its invoice, its amount in cents, whether it is deleted. */
interface Line {
  readonly record: SObjectRecord;
  invoice: number;
  cents: number;
  deleted: boolean;
}

test("after any sequence of operations every summary is that of the children", () => {
  const fixture = new Fixture(invoicing);
  const batches = [0, 1].map((number) => fixture.insert("Batch__c", { Name: `B${number}` }));
  const invoices = Array.from({ length: 4 }, (_, number) =>
    fixture.insert("Invoice__c", { Name: `I${number}`, Batch__c: batches[number % 2]!.id })
  );
  fc.assert(
    fc.property(fc.array(operation, { maxLength: 25 }), (operations) => {
      const savepoint = fixture.tx.setSavepoint();
      fixture.tx.limits.reset();
      const lines: Line[] = [];
      for (const step of operations) {
        apply(fixture, invoices, lines, step);
      }
      assert.deepEqual(stored(fixture), expected(invoices.length, lines));
      fixture.tx.rollbackTo(savepoint);
      fixture.tx.releaseSavepoint(savepoint);
    }),
    { numRuns: 60 }
  );
});

test("summaries are brought to what the details make them, on every level", () => {
  const fixture = new Fixture(invoicing);
  const batch = fixture.insert("Batch__c", { Name: "B" });
  const invoice = fixture.insert("Invoice__c", { Name: "I", Batch__c: batch.id });
  fixture.insert("Line__c", { Name: "L", Invoice__c: invoice.id, Amount__c: new Decimal(250n, 2) });
  const right = stored(fixture);
  fixture.database.run('UPDATE "Invoice__c" SET "Total__c" = NULL, "Lines__c" = 7');
  fixture.database.run('UPDATE "Batch__c" SET "Total__c" = 1');
  recalculateSummaries(fixture.tx);
  assert.deepEqual(stored(fixture), right);
});

function apply(fixture: Fixture, invoices: readonly SObjectRecord[], lines: Line[], step: Operation): void {
  if (step.kind === "insert") {
    const invoice = step.invoice % invoices.length;
    lines.push({
      record: fixture.insert("Line__c", {
        Name: "L",
        Invoice__c: invoices[invoice]!.id,
        Amount__c: new Decimal(BigInt(step.cents), 2)
      }),
      invoice,
      cents: step.cents,
      deleted: false
    });
    return;
  }
  const line = lines[step.line % (lines.length || 1)];
  if (line === undefined || line.deleted !== (step.kind === "undelete")) {
    return;
  }
  const id = line.record.id;
  switch (step.kind) {
    case "change":
      line.cents = step.cents;
      fixture.save("update", [fixture.record("Line__c", { Id: id, Amount__c: new Decimal(BigInt(step.cents), 2) })]);
      return;
    case "move":
      line.invoice = step.invoice % invoices.length;
      fixture.save("update", [fixture.record("Line__c", { Id: id, Invoice__c: invoices[line.invoice]!.id })]);
      return;
    default:
      line.deleted = step.kind === "delete";
      fixture.save(step.kind, [line.record]);
  }
}

function stored(fixture: Fixture): (string | null)[][] {
  const text = (record: SObjectRecord, field: string): string | null =>
    record.get(field) === null ? null : String(record.get(field));
  return [
    ...fixture
      .query(
        "SELECT Total__c, Lines__c, Returned__c, Smallest__c FROM Invoice__c ORDER BY Id",
        {},
        { countLimits: false }
      )
      .map((record) => ["Total__c", "Lines__c", "Returned__c", "Smallest__c"].map((field) => text(record, field))),
    ...fixture
      .query("SELECT Total__c FROM Batch__c ORDER BY Id", {}, { countLimits: false })
      .map((record) => [text(record, "Total__c")])
  ];
}

function expected(invoices: number, lines: readonly Line[]): (string | null)[][] {
  const money = (value: number): string => new Decimal(BigInt(value), 2).toPlainString();
  const sum = (values: readonly number[]): string => money(values.reduce((total, value) => total + value, 0));
  const amounts = (matches: (line: Line) => boolean): number[] =>
    lines.filter((line) => !line.deleted && matches(line)).map((line) => line.cents);
  return [
    ...Array.from({ length: invoices }, (_, invoice) => {
      const own = amounts((line) => line.invoice === invoice);
      return [
        sum(own),
        String(own.length),
        sum(own.filter((value) => value < 0)),
        own.length === 0 ? null : money(Math.min(...own))
      ];
    }),
    ...[0, 1].map((batch) => [sum(amounts((line) => line.invoice % 2 === batch))])
  ];
}
