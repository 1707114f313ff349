/** Whatever writes to the ledger is drawn by a family of histories, so that the oracle has an opinion of it. */
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { basename } from "node:path";
import { test } from "node:test";
import fc from "../../test/properties.ts";
import { booksOf } from "./books.ts";
import { groupHistories } from "./groups.ts";
import { handBooksOf } from "./hand-books.ts";
import { handHistories, type HandStep } from "./hands.ts";
import { historiesOf, type History } from "./histories.ts";
import { mergeHistories } from "./merges.ts";
import { referralHistories, referralOf } from "./referrals.ts";

const SAMPLE = 300;
const NOW = "2026-12-01T00:00:00Z";

/** How many of a sample of histories hold something. */
const among =
  <T>(histories: fc.Arbitrary<T>, holds: (history: T) => boolean): (() => number) =>
  () =>
    fc.sample(histories, SAMPLE).filter(holds).length;

/** Reckoned once, since each takes its time. */
const hands = fc.sample(handHistories, 100).map((history) => ({ ...history, ...handBooksOf(history, NOW) }));

const whereSomeStep = (comesTo: (step: HandStep, outcome: string) => boolean): (() => number) => {
  return () =>
    hands.filter(({ steps, outcomes }) => steps.some((step, at) => comesTo(step, outcomes[at] ?? ""))).length;
};

const isOver = ({ program, documents }: History): boolean =>
  Object.keys(booksOf(program, documents, NOW).lots ?? {}).some((lastDay) => lastDay < NOW.slice(0, 10));

const jobsIn = ({ steps }: History): number => steps.findIndex(({ kind }) => kind === "jobs");

/** By the name of the class: what histories have in which it writes. */
const WRITERS: Readonly<Record<string, () => number>> = {
  AdjustmentService: whereSomeStep(({ kind }, outcome) => kind === "adjust" && outcome === "moved"),
  CheckoutService: among(historiesOf("payments"), ({ steps }) => steps.some(({ kind }) => kind === "pay")),
  ExpiredPoints: among(
    historiesOf("lives"),
    (history) =>
      jobsIn(history) >= 0 &&
      history.steps.slice(jobsIn(history)).some(({ kind }) => kind === "deliver") &&
      history.program.versions.some(({ terms }) => terms.life.model === "Sliding")
  ),
  MergedPoints: among(mergeHistories, ({ steps }) => steps.some(({ kind }) => kind === "merge")),
  OpeningBalances: among(handHistories, ({ opening }) => opening.length > 0),
  PointExpiry: among(historiesOf("lives"), (history) => jobsIn(history) >= 0 && isOver(history)),
  RebateApproval: whereSomeStep(({ kind }, outcome) => kind === "approveRebates" && outcome.includes("approved")),
  RedemptionCancellation: whereSomeStep((_, outcome) => outcome === "cancelled"),
  RedemptionService: among(groupHistories, ({ steps }) =>
    steps.some((step) => step.kind === "redeem" && !step.isPayment)
  ),
  ReferralGifts: among(
    referralHistories,
    ({ program, promise, documents, joinedAt }) => referralOf(program, promise, documents, joinedAt) === "Rewarded"
  ),
  ReinstatementService: whereSomeStep((_, outcome) => /^given back: [1-9]/.test(outcome)),
  TransactionDifferences: among(historiesOf("plain"), ({ documents }) => documents.length > 0),
  TransferService: whereSomeStep(({ kind }, outcome) => kind === "transfer" && outcome === "moved"),
  WelcomeBonus: among(handHistories, ({ terms }) => terms.welcomeBonus !== undefined)
};

const APEX = readdirSync("force-app", { recursive: true, encoding: "utf8" })
  .filter((file) => file.endsWith(".cls") && !file.endsWith("_Test.cls"))
  .map((file) => ({ name: basename(file, ".cls"), text: readFileSync(`force-app/${file}`, "utf8") }));

/** An entry without an id is a new one. */
const NEW_ENTRY = /new LoyaltyLedger__c\((?!\s*Id\b)/;

test("the classes that write to the ledger are those of which it is known who draws them", () => {
  const writers = APEX.filter(({ text }) => NEW_ENTRY.test(text)).map(({ name }) => name);
  assert.deepEqual(writers.sort(), Object.keys(WRITERS));
});

test("each kind of entry is written by one of them", () => {
  const constants = APEX.find(({ name }) => name === "LedgerKind")!.text.matchAll(/String (\w+) = '(\w+)'/g);
  const texts = APEX.filter(({ name }) => name in WRITERS).map(({ text }) => text);
  const written = [...constants].filter(([, constant]) =>
    texts.some((text) => text.includes(`LedgerKind.${constant}`))
  );
  const field = readFileSync("force-app/main/ledger/objects/LoyaltyLedger__c/fields/Kind__c.field-meta.xml", "utf8");
  const kinds = [...field.matchAll(/<value>\s*<fullName>(\w+)/g)].map(([, kind]) => kind);
  assert.ok(kinds.length > 0);
  assert.deepEqual(written.map(([, , kind]) => kind).sort(), kinds.sort());
});

for (const [name, drawn] of Object.entries(WRITERS))
  test(`histories are drawn in which ${name} writes to the ledger`, () => {
    const count = drawn();
    assert.ok(count >= SAMPLE / 100, `${count} of ${SAMPLE}`);
  });
