/** The oracle's comparison is worth what its histories hold: what a family is for has to be drawn. */
import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "../../test/properties.ts";
import { booksOf } from "./books.ts";
import { handBooksOf, type HandBooks } from "./hand-books.ts";
import { handHistoriesTogether, type HandHistory } from "./hands.ts";
import { FAMILIES, historiesOf, type History } from "./histories.ts";
import type { Program, Rule } from "./history.ts";
import { mergeHistories } from "./merges.ts";

const SAMPLE = 300;

const hasRule =
  (holds: (rule: Rule) => boolean) =>
  ({ program }: History): boolean =>
    program.rules.some(holds);

const withoutBalanceCaps = (program: Program): Program => ({
  ...program,
  versions: program.versions.map(({ from, terms }) => ({
    from,
    terms: { ...terms, tiers: terms.tiers.map((tier) => ({ ...tier, balanceCap: undefined })) }
  }))
});

/** Whether it makes a difference that tiers have caps of the balance. */
function isCut({ program, documents }: History): boolean {
  const moved = (played: Program): number =>
    booksOf(played, documents, "2026-12-01T00:00:00Z").entries.reduce((sum, { points }) => sum + Math.abs(points), 0);
  return moved(program) !== moved(withoutBalanceCaps(program));
}

/** What histories of a family have that those of others need not have. */
const DRAWN: Readonly<Record<string, Readonly<Record<string, (history: History) => boolean>>>> = {
  shares: { "a purchase that is shared": ({ documents }) => documents.some(({ isShared }) => isShared) },
  escrow: { "a purchase that is paid": ({ documents }) => documents.some(({ paidAt }) => paidAt !== undefined) },
  lives: { "points of a rule with a life of their own": hasRule(({ life }) => life !== undefined) },
  payments: { "a payment with points": ({ steps }) => steps.some(({ kind }) => kind === "pay") },
  caps: {
    "a purchase that is cut": isCut,
    "a purchase that is paid": ({ documents }) => documents.some(({ paidAt }) => paidAt !== undefined),
    "a payment with points": ({ steps }) => steps.some(({ kind }) => kind === "pay")
  },
  promotions: {
    "a rule that holds the member out": hasRule(({ heldOut }) => heldOut === true),
    "a rule whose control group is others": hasRule(({ heldOut }) => heldOut === false),
    "a rule that is joined": hasRule(({ participations }) => participations !== undefined),
    "a rule of a segment": hasRule(({ segmentTimes }) => segmentTimes !== undefined),
    "a cap for all": hasRule(({ capForAll }) => capForAll !== undefined)
  }
};

const OF_ALL: Readonly<Record<string, (history: History) => boolean>> = {
  "a challenge of steps": hasRule(({ milestone }) => milestone?.of === "Steps"),
  "a milestone that is no step": hasRule(({ milestone, stepOf }) => milestone !== undefined && stepOf === undefined),
  "a transaction that is delivered in another version before": ({ steps }) => {
    const names = steps.flatMap((step) => (step.kind === "deliver" ? step.documents : [])).map((one) => one.externalId);
    return new Set(names).size < names.length;
  },
  "a change of terms": ({ program }) => program.versions.length > 1
};

for (const family of FAMILIES)
  test(`histories of the family ${family} hold what it is for, some and not all`, () => {
    const histories = fc.sample(historiesOf(family), SAMPLE);
    for (const [what, holds] of Object.entries({ ...OF_ALL, ...DRAWN[family] })) {
      const holding = histories.filter(holds).length;
      assert.ok(holding >= SAMPLE / 20 && holding < SAMPLE, `${what}: ${holding} of ${SAMPLE}`);
    }
  });

test("some merges are parted again, with something between and after", () => {
  const histories = fc.sample(mergeHistories, SAMPLE);
  const parted = histories.filter(({ steps }) => steps.some(({ kind }) => kind === "part"));
  assert.ok(parted.length >= SAMPLE / 4 && parted.length < SAMPLE, `${parted.length} of ${SAMPLE} are parted`);
  const busy = parted.filter(({ steps }) => {
    const merged = steps.findIndex(({ kind }) => kind === "merge");
    const apart = steps.findIndex(({ kind }) => kind === "part");
    return apart > merged + 1 && apart < steps.length - 1;
  });
  assert.ok(busy.length >= SAMPLE / 20, `${busy.length} of ${SAMPLE}`);
});

const NOW = "2026-12-01T00:00:00Z";
/** Each takes its time. */
const RECKONED = 100;

type Reckoned = HandHistory & HandBooks;

const someStep =
  (kinds: readonly string[], outcome: RegExp) =>
  ({ steps, outcomes }: Reckoned): boolean =>
    steps.some((step, at) => kinds.includes(step.kind) && outcome.test(outcomes[at] ?? ""));

/** After a merge that was made, before it is undone. */
const whileOne =
  (kinds: readonly string[], outcome: RegExp) =>
  ({ steps, outcomes }: Reckoned): boolean => {
    const merged = steps.findIndex((step, at) => step.kind === "merge" && outcomes[at] === "merged");
    const parted = steps.findIndex((step, at) => at > merged && step.kind === "part" && outcomes[at] === "parted");
    const [from, to] = [merged + 1, parted < 0 ? steps.length : parted];
    return (
      merged >= 0 &&
      steps.some(({ kind }, at) => at >= from && at < to && kinds.includes(kind) && outcome.test(outcomes[at] ?? ""))
    );
  };

const TOGETHER: Readonly<Record<string, (history: Reckoned) => boolean>> = {
  "points by hand that the cap has no room for": someStep(["adjust", "transfer"], /LIMIT_REACHED/),
  "points that a till holds": someStep(["adjust", "transfer", "pay", "reserve"], /RESERVED/),
  "a reservation that pays": someStep(["commit"], /committed/),
  "points in escrow": ({ members }) =>
    Object.values(members).some(({ entries }) => entries.some(({ isPending, points }) => isPending && points > 0)),
  "a merge that is refused": someStep(["merge"], /WRONG_STATE/),
  "a merge that is undone": someStep(["part"], /parted/),
  "points by hand while memberships are one": whileOne(["adjust", "transfer"], /moved/),
  "an adjustment of a merged membership": whileOne(["adjust"], /MEMBER_NOT_ACTIVE/),
  "a payment while memberships are one": whileOne(["pay", "commit"], /paid|committed/)
};

test("histories of everything together hold it, some and not all", () => {
  const histories = fc
    .sample(handHistoriesTogether, RECKONED)
    .map((history): Reckoned => ({ ...history, ...handBooksOf(history, NOW) }));
  for (const [what, holds] of Object.entries(TOGETHER)) {
    const holding = histories.filter(holds).length;
    assert.ok(holding >= RECKONED / 50 && holding < RECKONED, `${what}: ${holding} of ${RECKONED}`);
  }
});
