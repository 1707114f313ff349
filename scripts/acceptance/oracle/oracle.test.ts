/**
 * Random programs and documents, delivered in random order, parts and versions, with payments: the org's books equal those of the oracle,
 * which was written apart from the engine, from the pages in docs/. `ORACLE_HISTORIES=N` tries more of each family,
 * `ORACLE_FAMILIES=shares,escrow` some families alone. All are tried, whatever fails. One that failed is made small by
 * `FUZZ_SEED=… ORACLE_FAMILIES=… ORACLE_PATH=…`, as its message says.
 */
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import fc from "../../test/properties.ts";
import { assignPermissionSet, startOrg, type OrgProcess } from "../org-process.ts";
import { assertAlike } from "./compare.ts";
import { FAMILIES, historiesOf, type Family, type History } from "./histories.ts";
import { booksInOrg } from "./org-books.ts";

const PATH = process.env["ORACLE_PATH"];
const HISTORIES = Number(process.env["ORACLE_HISTORIES"] ?? 10);
const CHOSEN = process.env["ORACLE_FAMILIES"]?.split(",") ?? FAMILIES;
/** After that, the smallest so far is told. */
const MILLISECONDS_TO_MAKE_SMALL = Number(process.env["ORACLE_SECONDS"] ?? 240) * 1000;
let org: OrgProcess;

before(async () => {
  org = await startOrg();
  await assignPermissionSet(org, "Loyalty_Administrator");
});

after(() => org.stop());

for (const family of FAMILIES.filter((name) => CHOSEN.includes(name))) {
  test(`${HISTORIES} random histories (${family}) end with the oracle's books`, async () => {
    if (PATH === undefined) await playAll(family);
    else await makeSmall(family, PATH);
  });
}

/** Goes on after a difference, so that one says nothing about the others. */
async function playAll(family: Family): Promise<void> {
  const failures: string[] = [];
  let played = 0;
  await fc.assert(
    fc.asyncProperty(historiesOf(family), async (history) => {
      const path = played++;
      await compare(history).catch((error: unknown) => {
        failures.push(`ORACLE_FAMILIES=${family} ORACLE_PATH=${path}\n${String(error)}`);
      });
    }),
    { numRuns: HISTORIES }
  );
  assert.equal(played, HISTORIES);
  assert.equal(
    failures.length,
    0,
    `${failures.length} of ${played} differ, FUZZ_SEED=${seed()}\n${failures.join("\n")}`
  );
}

async function makeSmall(family: Family, path: string): Promise<void> {
  await fc.assert(fc.asyncProperty(historiesOf(family), compare), {
    path,
    numRuns: 1,
    interruptAfterTimeLimit: MILLISECONDS_TO_MAKE_SMALL,
    includeErrorInReport: true
  });
}

async function compare(history: History): Promise<void> {
  assertAlike(history, await booksInOrg(org, history));
}

const seed = (): number => fc.readConfigureGlobal().seed!;
