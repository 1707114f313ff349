import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "../../test/properties.ts";
import type { SObjectRecord } from "../schema/record.ts";
import type { SqlValue } from "../storage/database.ts";
import { ApexDate } from "../values/date.ts";
import { Decimal } from "../values/decimal.ts";
import type { FieldValue } from "../values/field-value.ts";
import { Fixture, invoicing } from "./fixture.ts";
import { computeSummaries } from "./rollups.ts";
import { summaryGroups } from "./summary-groups.ts";
import { DmlError, type DmlOperation, type TriggerEvent } from "./types.ts";

interface LineValues {
  readonly invoice: number;
  readonly cents: number | null;
  readonly day: number | null;
  readonly kind: string;
}

interface Step {
  readonly operation: DmlOperation;
  readonly lines: readonly { readonly which: number; readonly values: LineValues }[];
  /** Takes the step back by a savepoint that was set before it. */
  readonly takenBack: boolean;
  readonly partially: boolean;
  /** An after trigger changes other lines of the same invoices, which are summed before the step's own lines are. */
  readonly triggered: "nothing" | "change" | "delete" | "refuse";
}

const INVOICES = 3;
const position = fc.nat({ max: 30 });
const lineValues: fc.Arbitrary<LineValues> = fc.record({
  invoice: fc.nat({ max: INVOICES - 1 }),
  cents: fc.option(fc.integer({ min: -300, max: 300 })),
  day: fc.option(fc.nat({ max: 5 })),
  kind: fc.constantFrom("Goods", "Service", "Nonsense")
});
const step: fc.Arbitrary<Step> = fc.record({
  operation: fc.constantFrom<DmlOperation>("insert", "insert", "update", "update", "delete", "undelete"),
  lines: fc.array(fc.record({ which: position, values: lineValues }), { minLength: 1, maxLength: 5 }),
  takenBack: fc.boolean(),
  partially: fc.boolean(),
  triggered: fc.constantFrom("nothing", "nothing", "change", "delete", "refuse")
});

test("running totals are what the details make them, whatever triggers, savepoints and partial saves do", () => {
  const fixture = new Fixture(invoicing);
  const batch = fixture.insert("Batch__c", { Name: "B" });
  const invoices = Array.from({ length: INVOICES }, (_, number) =>
    fixture.insert("Invoice__c", { Name: `I${number}`, Batch__c: batch.id })
  );
  fc.assert(
    fc.property(fc.array(step, { maxLength: 20 }), (steps) => {
      const savepoint = fixture.tx.setSavepoint();
      fixture.tx.limits.reset();
      for (const one of steps) {
        apply(fixture, invoices, one);
        assertSummaries(fixture);
      }
      fixture.tx.rollbackTo(savepoint);
      fixture.tx.releaseSavepoint(savepoint);
    }),
    { numRuns: 80 }
  );
});

test("details that were summed once are not summed again when others are added", () => {
  const fixture = new Fixture(invoicing);
  const batch = fixture.insert("Batch__c", { Name: "B" });
  const invoice = fixture.insert("Invoice__c", { Name: "I", Batch__c: batch.id });
  const insertLine = (): void => {
    fixture.insert("Line__c", { Name: "L", Invoice__c: invoice.id, Amount__c: new Decimal(100n, 2) });
  };
  assert.notEqual(summingStatements(fixture, insertLine), 0);
  assert.equal(summingStatements(fixture, insertLine), 0);
  assertSummaries(fixture);
});

function summingStatements({ database }: Fixture, work: () => void): number {
  let count = 0;
  const [all, run] = [database.all.bind(database), database.run.bind(database)];
  const noted = (sql: string): string => {
    if (/SELECT.*sum\(/.test(sql)) count++;
    return sql;
  };
  Object.assign(database, {
    all: (sql: string, values: SqlValue[]) => all(noted(sql), values),
    run: (sql: string, values: SqlValue[]) => run(noted(sql), values)
  });
  work();
  Object.assign(database, { all, run });
  return count;
}

function apply(fixture: Fixture, invoices: readonly SObjectRecord[], one: Step): void {
  const savepoint = fixture.tx.setSavepoint();
  fixture.onTrigger = (event) => actAfter(fixture, event, one.triggered);
  try {
    fixture.save(one.operation, recordsOf(fixture, invoices, one), { allOrNone: !one.partially });
  } catch (error) {
    assert.ok(error instanceof DmlError, error as Error);
  } finally {
    fixture.onTrigger = () => undefined;
  }
  if (one.takenBack) fixture.tx.rollbackTo(savepoint);
  fixture.tx.releaseSavepoint(savepoint);
}

function recordsOf(fixture: Fixture, invoices: readonly SObjectRecord[], { operation, lines }: Step): SObjectRecord[] {
  const deleted = operation === "undelete" ? 1 : 0;
  const ids = fixture.database.all('SELECT "Id" FROM "Line__c" WHERE "IsDeleted" = ? ORDER BY "Id"', [deleted]);
  const chosen = new Map<string | number, SObjectRecord>();
  lines.forEach(({ which, values }, index) => {
    const id = operation === "insert" ? undefined : (ids[which % (ids.length || 1)]?.[0] as string | undefined);
    if (operation === "insert" || id !== undefined) {
      chosen.set(id ?? index, fixture.record("Line__c", { ...fieldsOf(invoices, values), ...(id ? { Id: id } : {}) }));
    }
  });
  return [...chosen.values()];
}

function fieldsOf(invoices: readonly SObjectRecord[], values: LineValues): Record<string, FieldValue> {
  return {
    Name: "L",
    Invoice__c: invoices[values.invoice]!.id,
    Amount__c: values.cents === null ? null : new Decimal(BigInt(values.cents), 2),
    Paid__c: values.day === null ? null : ApexDate.of(2026, 3, 1 + values.day),
    Kind__c: values.kind
  };
}

let acting = false;

function actAfter(fixture: Fixture, event: TriggerEvent, action: Step["triggered"]): void {
  if (acting || event.object.name !== "Line__c" || event.timing !== "after" || action === "nothing") return;
  if (action === "refuse") {
    (event.newRecords ?? event.oldRecords)![0]!.addError("FIELD_CUSTOM_VALIDATION_EXCEPTION", "refused by a trigger");
    return;
  }
  acting = true;
  try {
    const lines = fixture.database.all('SELECT "Id" FROM "Line__c" WHERE "IsDeleted" = 0 ORDER BY "Id" DESC LIMIT 3');
    const records = lines.map(([id]) =>
      fixture.record("Line__c", {
        Id: id as string,
        ...(action === "change" ? { Amount__c: new Decimal(999n, 2) } : {})
      })
    );
    fixture.save(action === "change" ? "update" : "delete", records, { allOrNone: false });
  } finally {
    acting = false;
  }
}

/** What is stored on every parent equals what its stored details make. */
function assertSummaries(fixture: Fixture): void {
  for (const name of ["Line__c", "Invoice__c"]) {
    const child = fixture.schema.object(name)!;
    for (const group of summaryGroups(fixture.tx, child)) {
      const fields = group.summaries.map((field) => field.name);
      const stored = fixture.query(
        `SELECT Id, ${fields.join(", ")} FROM ${group.parent.name}`,
        {},
        { countLimits: false }
      );
      const computed = computeSummaries(
        fixture.tx,
        child,
        group,
        stored.map((record) => record.id!)
      );
      assert.deepEqual(
        stored.map((record) => fields.map((field) => String(record.get(field)))),
        computed.map((record) => fields.map((field) => String(record.get(field))))
      );
    }
  }
}
