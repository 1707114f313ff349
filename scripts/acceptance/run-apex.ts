import { setTimeout as pause } from "node:timers/promises";
import type { OrgProcess } from "./org-process.ts";

const OPEN_JOBS =
  "SELECT Id FROM AsyncApexJob WHERE Status IN ('Holding', 'Queued', 'Preparing', 'Processing') LIMIT 1";

/**
 * Runs Apex and waits until no job is left, of those that it starts and others.
 *
 * @throws Error where it fails; no AssertionError, which stands for what differs
 */
export async function runApex({ connection }: OrgProcess, apex: string): Promise<void> {
  const result = await connection.tooling.executeAnonymous(apex);
  if (!result.success) throw new Error(result.exceptionMessage ?? result.compileProblem ?? apex);
  while ((await connection.query(OPEN_JOBS)).totalSize > 0) await pause(20);
}
