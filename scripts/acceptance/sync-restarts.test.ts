/** An org that goes away in the midst of a run and comes back, once as it should and once by a kill. */
import assert from "node:assert/strict";
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { openJobs } from "../sync/run/journal.ts";
import { freePort } from "./database-servers.ts";
import { startOrg, type OrgProcess } from "./org-process.ts";
import { SILENT, SyncBench } from "./sync-bench.ts";

const DOCUMENTS = 600;
const HOW: readonly NodeJS.Signals[] = ["SIGTERM", "SIGKILL"];
/** An org takes its time to start. */
const PATIENT = { attempts: 3000, firstPauseMs: 50, lastPauseMs: 100, longestRetryAfterMs: 100 };

test("a run outlasts restarts of the org, and nothing is lost or booked twice", { timeout: 600_000 }, async () => {
  const args = ["--data", mkdtempSync(join(tmpdir(), "restarted-")), "--port", String(await freePort())];
  const bench = await SyncBench.start(args);
  let org: OrgProcess = bench.org;
  let restart: Promise<void> | undefined;
  const begun: NodeJS.Signals[] = [];
  try {
    let step = "";
    const report = {
      ...SILENT,
      step: (name: string) => void (step = name),
      advance: (done: number) => {
        const signal = HOW[begun.length];
        if (step !== "send documents" || done === 0 || restart || !signal) return;
        begun.push(signal);
        restart = org
          .stop(signal)
          .then(() => startOrg(args))
          .then((started) => void ([org, restart] = [started, undefined]));
      }
    };
    const { instanceUrl, accessToken } = bench.org;
    const session = { instanceUrl, accessToken, renew: () => Promise.resolve(org.accessToken) };
    const rows = Array.from({ length: DOCUMENTS }, (_, row) => `D${row},2026-01-05 10:00,K${row % 40},${row}.50\n`);
    const text = `No,Date,Customer,Amount\n${rows.join("")}`;
    const summary = await bench.runText(bench.mapping("away", { source: { export: "full" } }), text, {
      session,
      report,
      jobRows: 40,
      pace: PATIENT
    });
    await restart;
    assert.deepEqual(begun, HOW);
    assert.deepEqual([summary.accepted, summary.rejected, summary.orgEqualsSource], [DOCUMENTS, 0, true]);
    const { records } = await org.connection.query<{ entries: number; points: number }>(
      "SELECT COUNT(Id) entries, SUM(Points__c) points FROM LoyaltyLedger__c WHERE Transaction__r.Source__c = 'away'"
    );
    // Half a unit is cut from each document; the first one, of 0.50, gives none.
    assert.equal(records[0]?.points, (DOCUMENTS * (DOCUMENTS - 1)) / 2);
    assert.deepEqual(openJobs(join(bench.folder, "work"), "00D000000000001"), []);
  } finally {
    await restart;
    await org.stop();
  }
});
