import assert from "node:assert/strict";
import { mkdtempSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { test } from "node:test";
import fc from "../../test/properties.ts";
import Big from "big.js";
import { CURRENCIES_OF_OTHER_DECIMALS } from "../mapping/currencies.ts";
import { mappingSchema } from "../mapping/mapping.ts";
import type { DocumentLine } from "../source/row-reader.ts";
import { DocumentSpool } from "./document-spool.ts";
import type { OrgDocument, SourceDocument } from "./documents.ts";

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
  kind: "Purchase",
  status: "Valid",
  paidAt: null,
  customerName: "",
  customerFields: [],
  ...change
});

async function spoolOf(
  lines: readonly Partial<DocumentLine>[],
  rows: "lines" | "documents" = "lines",
  rules = mapping(rows)
): Promise<DocumentSpool> {
  const spool = new DocumentSpool(join(mkdtempSync(join(tmpdir(), "spool-")), "s.sqlite"));
  await spool.fill(async (tick) => {
    await Promise.resolve();
    lines.forEach((one, index) => (spool.addLine(String(index + 2), line(one), ["cell"]), tick()));
  });
  spool.groupDocuments(rules);
  return spool;
}

/** The org's side of these documents. */
async function* known(
  documents: readonly SourceDocument[],
  change: Partial<OrgDocument> = {}
): AsyncGenerator<OrgDocument> {
  await Promise.resolve();
  for (const document of documents) yield { ...document, source: "t", missingSince: null, ...change };
}

test("lines of one document are summed and the earliest is its date", async () => {
  const spool = await spoolOf([
    { occurredAt: 5000, scaledAmount: 1_500_000n },
    { occurredAt: 2000, scaledAmount: 2_250_000n }
  ]);
  const [document] = [...spool.documentsToSend()];
  assert.equal(document?.thousandths, 3750n);
  assert.equal(document?.occurredAt, 2000);
});

test("half a cent rounds away from zero, for returns too", async () => {
  const spool = await spoolOf([
    { externalId: "A", scaledAmount: 1_005_000n },
    { externalId: "B", scaledAmount: -1_005_000n },
    { externalId: "C", scaledAmount: 1_004_999n }
  ]);
  assert.deepEqual(
    [...spool.documentsToSend()].map(({ externalId, thousandths, kind }) => [externalId, thousandths, kind]),
    [
      ["A", 1010n, "Purchase"],
      ["B", -1010n, "Return"],
      ["C", 1000n, "Purchase"]
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
        assert.equal([...spool.documentsToSend()][0]?.thousandths, BigInt(exact.times(1000).toFixed(0)));
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
    [...spool.rejects()].map((one) => [Number(one.position), one.code]),
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
  spool.addReject({ position: "9", code: "BAD_NUMBER", reason: "Price: 'x' is not a number", cells: ["x"] }, ["D1"]);
  spool.addLine("8", line({}), ["ok"]);
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
  await spool.addKnown(known([first!, { ...first!, externalId: "other", thousandths: 1n }]));
  spool.compareWithKnown("t");
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

test("a document that the org lacks or has otherwise after a send is a difference, by name and field", async () => {
  const spool = await spoolOf([{ externalId: "there" }, { externalId: "lost" }, { externalId: "other" }]);
  const documents = [...spool.documentsToSend()];
  const of = (id: string): SourceDocument[] => documents.filter((one) => one.externalId === id);
  spool.acceptSent();
  await spool.addKnown(known(of("there")));
  await spool.addKnown(known(of("other"), { memberKey: "M2", kind: "Return", occurredAt: 99_000, original: "x" }));
  assert.deepEqual(
    [...spool.differencesFromKnown()].map(({ externalId, what }) => [externalId, what]),
    [
      ["lost", "the org does not have it"],
      ["other", "the org has another member, date, original, kind"]
    ]
  );
});

test("what was cancelled, claimed or rejected in the org is held, whatever the source says", async () => {
  const spool = await spoolOf([{ externalId: "a" }, { externalId: "b" }, { externalId: "c" }, { externalId: "d" }]);
  const [a, b, c] = [...spool.documentsToSend()];
  await spool.addKnown(known([a!], { status: "Cancelled" }));
  await spool.addKnown(known([b!], { status: "Claimed", thousandths: 5n }));
  await spool.addKnown(known([c!], { status: "Rejected" }));
  spool.compareWithKnown("t");
  assert.deepEqual(
    [...spool.documentsToSend()].map((one) => one.externalId),
    ["d"]
  );
  assert.deepEqual(spool.listing("held"), { documents: 3, examples: ["a (Cancelled)", "b (Claimed)", "c (Rejected)"] });
});

test("a number that the org has from another source is rejected, not taken over", async () => {
  const spool = await spoolOf([{ externalId: "a" }]);
  await spool.addKnown(known([...spool.documentsToSend()], { source: "elsewhere" }));
  spool.compareWithKnown("t");
  const [reject] = [...spool.rejects()];
  assert.deepEqual([reject?.code, /elsewhere/.test(reject?.reason ?? "")], ["OTHER_SOURCE", true]);
});

test("sums beyond 64 bits reject their document alone, and the file's own sum is exact", async () => {
  const large = 8_999_999_999_999_000_000n;
  const spool = await spoolOf([
    ...Array.from({ length: 3 }, () => ({ externalId: "sum", scaledAmount: large })),
    ...Array.from({ length: 12_000 }, (_, index) => ({ externalId: `D${index}`, scaledAmount: large }))
  ]);
  assert.equal(spool.counts().thousandths, 8_999_999_999_999_000n * 12_000n);
  assert.deepEqual([...new Set([...spool.rejects()].map((one) => one.code))], ["BAD_AMOUNT"]);
});

test("each rule of rounding is exact at the half and around it", async () => {
  const amounts = [1_005_000n, 1_015_000n, 1_004_999n, 1_005_001n];
  const thousandths = async (document: "halfUp" | "halfEven" | "down" | "up"): Promise<bigint[]> => {
    const of = mapping("lines");
    const rule = { ...of, document: { ...of.document, rounding: { ...of.document.rounding, document } } };
    const lines = amounts.flatMap((amount, index) => [
      { externalId: `A${index}`, scaledAmount: amount },
      { externalId: `B${index}`, scaledAmount: -amount }
    ]);
    const spool = await spoolOf(lines, "lines", rule);
    return [...spool.documentsToSend()].map((one) => one.thousandths);
  };
  assert.deepEqual(await thousandths("halfUp"), [1010n, 1020n, 1000n, 1010n, -1010n, -1020n, -1000n, -1010n]);
  assert.deepEqual(await thousandths("halfEven"), [1000n, 1020n, 1000n, 1010n, -1000n, -1020n, -1000n, -1010n]);
  assert.deepEqual(await thousandths("down"), [1000n, 1010n, 1000n, 1000n, -1000n, -1010n, -1000n, -1000n]);
  assert.deepEqual(await thousandths("up"), [1010n, 1020n, 1010n, 1010n, -1010n, -1020n, -1010n, -1010n]);
});

test("a sum has the decimals of its currency: none of yen, three of dinars", async () => {
  const sums = async (document: "halfUp" | "halfEven" | "down" | "up"): Promise<bigint[]> => {
    const of = mapping("lines");
    const rule = { ...of, document: { ...of.document, rounding: { ...of.document.rounding, document } } };
    const lines = [
      { externalId: "A", currency: "JPY", scaledAmount: 2_500_000n },
      { externalId: "B", currency: "KWD", scaledAmount: 1_234_500n },
      { externalId: "C", currency: "EUR", scaledAmount: 1_234_500n },
      { externalId: "D", currency: "KWD", scaledAmount: -1_234_500n }
    ];
    return [...(await spoolOf(lines, "lines", rule)).documentsToSend()].map((one) => one.thousandths);
  };
  assert.deepEqual(await sums("halfUp"), [3000n, 1235n, 1230n, -1235n]);
  assert.deepEqual(await sums("halfEven"), [2000n, 1234n, 1230n, -1234n]);
  assert.deepEqual(await sums("down"), [2000n, 1234n, 1230n, -1234n]);
  assert.deepEqual(await sums("up"), [3000n, 1235n, 1240n, -1235n]);
});

test("the decimals of currencies are those of the org", async () => {
  const org = await readFile(
    fileURLToPath(new URL("../../../force-app/main/shared/classes/Currencies.cls", import.meta.url)),
    "utf8"
  );
  const sets = [...org.matchAll(/new Set<String>\{([^}]+)\}/g)].map(([, codes]) =>
    [...codes!.matchAll(/[A-Z]{3}/g)].map(([code]) => code)
  );
  assert.deepEqual(
    CURRENCIES_OF_OTHER_DECIMALS.map(([, codes]) => codes),
    sets
  );
});

test("numbers of documents differ by case, those of members do not", async () => {
  const spool = await spoolOf([
    { externalId: "a", memberKey: "k1" },
    { externalId: "A", memberKey: "K1" },
    { externalId: "b", memberKey: "k1" },
    { externalId: "b", memberKey: "K1" }
  ]);
  assert.deepEqual(
    [...spool.documentsToSend()].map((one) => [one.externalId, one.memberKey]),
    [
      ["A", "K1"],
      ["a", "K1"],
      ["b", "K1"]
    ]
  );
});

test("lines that disagree in kind, channel, original, status or day are no document", async () => {
  const cases: [Partial<DocumentLine>, string][] = [
    [{ kind: "Return" }, "MIXED_KINDS"],
    [{ channel: "Shop" }, "MIXED_CHANNELS"],
    [{ original: "S1" }, "MIXED_ORIGINALS"],
    [{ status: "Cancelled" }, "MIXED_STATUS"],
    [{ occurredAt: 3 * 86_400_000 }, "MIXED_DATES"]
  ];
  for (const [change, code] of cases) {
    const spool = await spoolOf([
      { channel: "Web", original: "S0" },
      { channel: "Web", original: "S0", ...change }
    ]);
    assert.deepEqual(
      [...spool.rejects()].map((one) => one.code),
      [code, code]
    );
  }
});
