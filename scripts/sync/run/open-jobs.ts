import type { BulkClient } from "../org/bulk-client.ts";
import { RefusedError } from "../org/requests.ts";
import type { ProgressReport } from "../report/progress.ts";
import { openJobs, settleJob } from "./journal.ts";

/** A killed run may have left a job at work: its rows must be in the org, or surely not, before anything is compared. */
export async function finishOpenJobs(
  client: BulkClient,
  workFolder: string,
  organizationId: string,
  report: ProgressReport
): Promise<void> {
  for (const open of openJobs(workFolder, organizationId)) {
    report.note(`waiting for job ${open.job} of an earlier run`);
    settleJob(open, await finishJob(client, open.job));
  }
}

async function finishJob(client: BulkClient, job: string): Promise<string> {
  try {
    const { state } = await client.progress(job);
    if (state === "Open") await client.abort(job);
    else if (state === "UploadComplete" || state === "InProgress") await client.wait(job, () => undefined);
    return state;
  } catch (error) {
    // Finished jobs vanish after seven days, failed ones have changed what they have changed.
    if (error instanceof RefusedError) return "gone";
    if (error instanceof Error && /ended as/.test(error.message)) return "ended";
    throw error;
  }
}
