/**
 * Random programs and documents, delivered in random order, parts and versions, with payments, two memberships
 * that are merged and parted, a group that spends a pool, and points that people move: the org's books equal those of the oracle,
 * which was written apart from the engine, from the pages in docs/. `ORACLE_HISTORIES=N` tries more of each family,
 * `ORACLE_FAMILIES=shares,escrow` some families alone. All are tried, whatever fails. One that failed is made small by
 * `FUZZ_SEED=… ORACLE_FAMILIES=… ORACLE_PATH=…`, as its message says, for as long as `ORACLE_SECONDS` says.
 */
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import fc from "../../test/properties.ts";
import { assignPermissionSet, startOrg, type OrgProcess } from "../org-process.ts";
import { assertAlike, assertGroupAlike, assertHandsAlike, assertMergedAlike, assertReferralAlike } from "./compare.ts";
import { groupHistories, type GroupHistory } from "./groups.ts";
import { groupInOrg } from "./groups-in-org.ts";
import { handHistories, handHistoriesTogether, type HandHistory } from "./hands.ts";
import { handsInOrg } from "./hands-in-org.ts";
import { FAMILIES, historiesOf, type History } from "./histories.ts";
import { mergeHistories, type MergeHistory } from "./merges.ts";
import { booksInOrg, membershipsInOrg, referralInOrg } from "./org-books.ts";
import { referralHistories, type ReferralHistory } from "./referrals.ts";
import { throwSmallest } from "./smaller.ts";

const PATH = process.env["ORACLE_PATH"];
const HISTORIES = Number(process.env["ORACLE_HISTORIES"] ?? 10);
const CHOSEN = process.env["ORACLE_FAMILIES"]?.split(",");

/** Histories that are played and compared alike. */
interface Played {
  readonly name: string;
  readonly count: number;
  /** Hands each history's comparison over. */
  readonly playAll: (run: (compare: () => Promise<void>) => Promise<void>) => Promise<void>;
  /** @throws the difference of the smallest history that is found of one that differs */
  readonly makeSmall: (path: string) => Promise<void>;
}

const played = <T extends History | MergeHistory | ReferralHistory | GroupHistory | HandHistory>(
  name: string,
  histories: fc.Arbitrary<T>,
  compare: (history: T) => Promise<void>
): Played => ({
  name,
  count: HISTORIES,
  playAll: async (run) =>
    fc.assert(
      fc.asyncProperty(histories, (history) => run(() => compare(history))),
      { numRuns: HISTORIES }
    ),
  makeSmall: async (path) =>
    throwSmallest(fc.sample(histories, { path, numRuns: 1 })[0]!, compare, MILLISECONDS_TO_MAKE_SMALL)
});

const PLAYED: readonly Played[] = [
  ...FAMILIES.map((family) =>
    played(family, historiesOf(family), async (history) => assertAlike(history, await booksInOrg(org, history)))
  ),
  played("merges", mergeHistories, async (history) => assertMergedAlike(history, await membershipsInOrg(org, history))),
  played("referrals", referralHistories, async (history) =>
    assertReferralAlike(history, await referralInOrg(org, history))
  ),
  played("groups", groupHistories, async (history) => assertGroupAlike(history, await groupInOrg(org, history))),
  played("hands", handHistories, async (history) => assertHandsAlike(history, await handsInOrg(org, history))),
  played("together", handHistoriesTogether, async (history) =>
    assertHandsAlike(history, await handsInOrg(org, history))
  )
];
/** After that, the smallest so far is told. */
const MILLISECONDS_TO_MAKE_SMALL = Number(process.env["ORACLE_SECONDS"] ?? 240) * 1000;
let org: OrgProcess;

before(async () => {
  org = await startOrg();
  await assignPermissionSet(org, "Loyalty_Administrator");
});

after(() => org.stop());

for (const histories of PLAYED.filter(({ name }) => CHOSEN?.includes(name) ?? true)) {
  test(`${histories.count} random histories (${histories.name}) end with the oracle's books`, async () => {
    if (PATH === undefined) await playAll(histories);
    else await histories.makeSmall(PATH);
  });
}

/** Goes on after a difference, so that one says nothing about the others. */
async function playAll({ name, count: expected, playAll: play }: Played): Promise<void> {
  const failures: string[] = [];
  let count = 0;
  await play(async (compare) => {
    const path = count++;
    await compare().catch((error: unknown) => {
      failures.push(`ORACLE_FAMILIES=${name} ORACLE_PATH=${path}\n${String(error)}`);
    });
  });
  assert.equal(count, expected);
  assert.equal(
    failures.length,
    0,
    `${failures.length} of ${count} differ, FUZZ_SEED=${seed()}\n${failures.join("\n")}`
  );
}

const seed = (): number => fc.readConfigureGlobal().seed!;
