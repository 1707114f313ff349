/**
 * Random programs and documents, delivered in random order, parts and versions: the org's books equal those of the oracle,
 * which was written apart from the engine, from the pages in docs/. `ORACLE_HISTORIES=N` tries more of them.
 * What failed is repeated with the seed and the path that it says: `FUZZ_SEED=… ORACLE_PATH=… ORACLE_HISTORIES=1`.
 */
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import fc from "../../test/properties.ts";
import { assignPermissionSet, startOrg, type OrgProcess } from "../org-process.ts";
import { booksOf, type Books, type Entry } from "./books.ts";
import { histories, type History } from "./histories.ts";
import { booksInOrg } from "./org-books.ts";

const PATH = process.env["ORACLE_PATH"];
const HISTORIES = Number(process.env["ORACLE_HISTORIES"] ?? 60);
let org: OrgProcess;

before(async () => {
  org = await startOrg();
  await assignPermissionSet(org, "Loyalty_Administrator");
});

after(() => org.stop());

test(`${HISTORIES} random histories end with the oracle's books`, async () => {
  await fc.assert(
    fc.asyncProperty(histories, async (history) => {
      assertEqual(await booksInOrg(org, history), booksOf(history.program, history.documents, now()), history);
    }),
    {
      ...(PATH === undefined ? {} : { path: PATH }),
      numRuns: HISTORIES,
      includeErrorInReport: true,
      interruptAfterTimeLimit: 60_000 + HISTORIES * 2_000,
      markInterruptAsFailure: true
    }
  );
});

function assertEqual(org: Books, oracle: Books, history: History): void {
  const context = `${JSON.stringify({ org, oracle })}\n${JSON.stringify(history, null, 1)}`;
  assert.deepEqual(movements(org), movements(oracle), context);
  assert.equal(org.balance, oracle.balance, context);
  assert.equal(org.qualifyingPoints, oracle.qualifyingPoints, context);
  assert.equal(org.tier, oracle.tier, context);
  assert.equal(org.vouchers, oracle.vouchers, context);
  if (oracle.lots !== undefined) assert.deepEqual(org.lots, oracle.lots, context);
}

/** Documents that moved nothing may or may not have an entry. */
function movements({ entries }: Books): Entry[] {
  return entries
    .filter(({ points, qualifyingPoints }) => points !== 0 || qualifyingPoints !== 0)
    .sort((one, other) => (one.externalId < other.externalId ? -1 : 1));
}

const now = (): string => new Date().toISOString();
