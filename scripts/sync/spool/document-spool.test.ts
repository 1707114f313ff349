import assert from "node:assert/strict";
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import fc from "../../test/properties.ts";
import Big from "big.js";
import { mappingSchema } from "../mapping/mapping.ts";
import type { DocumentLine } from "../source/row-reader.ts";
import { DocumentSpool, type SourceDocument } from "./document-spool.ts";

const mapping = (rows: "lines" | "documents") =>
  mappingSchema.parse({
    name: "t",
    program: "P",
    source: { format: "csv" },
    document: {
      rows,
      externalId: { column: "a" },
      occurredAt: { column: "b", format: "ISO" },
      member: { column: "c" },
      amount: { column: "d" },
      currency: { constant: "EUR" },
      kind: { negativeAmount: "Return" }
    },
    member: { name: "x" }
  });

const line = (change: Partial<DocumentLine>): DocumentLine => ({
  externalId: "D1",
  memberKey: "M1",
  occurredAt: 1000,
  scaledAmount: 1_000_000n,
  currency: "EUR",
  channel: "",
  original: "",
  customerName: "",
  customerFields: [],
  ...change
});

async function spoolOf(
  lines: readonly Partial<DocumentLine>[],
  rows: "lines" | "documents" = "lines"
): Promise<DocumentSpool> {
  const spool = new DocumentSpool(join(mkdtempSync(join(tmpdir(), "spool-")), "s.sqlite"));
  await spool.fill(async (tick) => {
    await Promise.resolve();
    lines.forEach((one, index) => (spool.addLine(index + 2, line(one), "Purchase", ["cell"]), tick()));
  });
  spool.groupDocuments(mapping(rows));
  return spool;
}

async function* known(documents: readonly SourceDocument[]): AsyncGenerator<SourceDocument> {
  await Promise.resolve();
  yield* documents;
}

test("lines of one document are summed and the earliest is its date", async () => {
  const spool = await spoolOf([
    { occurredAt: 5000, scaledAmount: 1_500_000n },
    { occurredAt: 2000, scaledAmount: 2_250_000n }
  ]);
  const [document] = [...spool.documentsToSend()];
  assert.equal(document?.cents, 375n);
  assert.equal(document?.occurredAt, 2000);
});

test("half a cent rounds away from zero, for returns too", async () => {
  const spool = await spoolOf([
    { externalId: "A", scaledAmount: 1_005_000n },
    { externalId: "B", scaledAmount: -1_005_000n },
    { externalId: "C", scaledAmount: 1_004_999n }
  ]);
  assert.deepEqual(
    [...spool.documentsToSend()].map(({ externalId, cents, kind }) => [externalId, cents, kind]),
    [
      ["A", 101n, "Purchase"],
      ["B", -101n, "Return"],
      ["C", 100n, "Purchase"]
    ]
  );
});

test("the sum of any lines equals exact decimal arithmetic", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.bigInt({ min: -1_000_000_000_000n, max: 1_000_000_000_000n }), { minLength: 1, maxLength: 30 }),
      async (amounts) => {
        const spool = await spoolOf(amounts.map((scaledAmount) => ({ scaledAmount })));
        const exact = amounts
          .reduce((sum, amount) => sum.plus(String(amount)), Big(0))
          .div(1e6)
          .round(2, Big.roundHalfUp);
        assert.equal([...spool.documentsToSend()][0]?.cents, BigInt(exact.times(100).toFixed(0)));
        spool.close();
      }
    ),
    { numRuns: 30 }
  );
});

test("documents leave in the order of members, dates and numbers", async () => {
  const spool = await spoolOf([
    { externalId: "D3", memberKey: "M2" },
    { externalId: "D2", memberKey: "M1", occurredAt: 9 },
    { externalId: "D10", memberKey: "M1", occurredAt: 5 },
    { externalId: "D1", memberKey: "M1", occurredAt: 5 }
  ]);
  assert.deepEqual(
    [...spool.documentsToSend()].map((one) => one.externalId),
    ["D1", "D10", "D2", "D3"]
  );
});

test("a document whose lines name two members is rejected whole, with its lines", async () => {
  const spool = await spoolOf([{ memberKey: "M1" }, { memberKey: "M2" }, { externalId: "D2" }]);
  assert.deepEqual(
    [...spool.documentsToSend()].map((one) => one.externalId),
    ["D2"]
  );
  assert.deepEqual(
    [...spool.rejects()].map((one) => [one.line, one.code]),
    [
      [2, "MIXED_MEMBERS"],
      [3, "MIXED_MEMBERS"]
    ]
  );
});

test("where each row is a document, a repeated id is rejected and both lines are named", async () => {
  const spool = await spoolOf([{}, {}], "documents");
  const [reject] = [...spool.rejects()];
  assert.equal(reject?.code, "DUPLICATE_ID");
  assert.match(reject?.reason ?? "", /on lines 2, 3/);
});

test("a document that lacks a line is not imported with a wrong sum", () => {
  const spool = new DocumentSpool(join(mkdtempSync(join(tmpdir(), "spool-")), "s.sqlite"));
  spool.addReject({ line: 9, code: "BAD_NUMBER", reason: "Price: 'x' is not a number", cells: ["x"] }, "D1");
  spool.addLine(8, line({}), "Purchase", ["ok"]);
  spool.groupDocuments(mapping("lines"));
  assert.equal([...spool.documentsToSend()].length, 0);
  assert.deepEqual(
    [...spool.rejects()].map((one) => one.code),
    ["INCOMPLETE", "BAD_NUMBER"]
  );
});

test("what the org holds unchanged is not sent again; what differs is", async () => {
  const spool = await spoolOf([{ externalId: "same" }, { externalId: "other" }, { externalId: "new" }]);
  const [first] = [...spool.documentsToSend()].filter((one) => one.externalId === "same");
  await spool.setKnown(known([first!, { ...first!, externalId: "other", cents: 1n }]));
  spool.compareWithKnown();
  assert.deepEqual(
    spool
      .tally()
      .map(({ state, documents }) => [state, documents])
      .sort(),
    [
      ["changed", 1],
      ["new", 1],
      ["unchanged", 1]
    ]
  );
});

test("a day on which the org lacks an accepted document is a difference", async () => {
  const spool = await spoolOf([{ externalId: "there" }, { externalId: "lost" }]);
  const documents = [...spool.documentsToSend()];
  spool.acceptSent();
  await spool.setKnown(known(documents.filter((one) => one.externalId === "there")));
  assert.deepEqual(spool.differencesFromKnown(), [
    { day: "1970-01-01", currency: "EUR", documents: 2, cents: 200n, orgDocuments: 1, orgCents: 100n }
  ]);
});
