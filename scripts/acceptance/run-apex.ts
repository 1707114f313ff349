import assert from "node:assert/strict";
import { setTimeout as pause } from "node:timers/promises";
import type { OrgProcess } from "./org-process.ts";

/** Runs Apex and waits for the jobs that it starts. */
export async function runApex({ connection }: OrgProcess, apex: string): Promise<void> {
  const result = await connection.tooling.executeAnonymous(apex);
  assert.equal(result.success, true, result.exceptionMessage ?? result.compileProblem ?? "");
  for (let open = 1; open > 0; await pause(50)) {
    const jobs = await connection.query(
      "SELECT Id FROM AsyncApexJob WHERE Status IN ('Queued', 'Preparing', 'Processing', 'Holding')"
    );
    open = jobs.totalSize;
  }
}
