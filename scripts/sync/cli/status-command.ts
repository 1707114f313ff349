import type { Command } from "commander";
import { OrgRequests } from "../org/requests.ts";
import { recentRuns } from "../org/sync-runs.ts";
import { addTargetOptions, openTarget, positiveInteger, type TargetOptions } from "./options.ts";

export function addStatusCommand(program: Command): void {
  const command = program
    .command("status")
    .description("lists the last runs as the org recorded them")
    .option("--limit <number>", "how many", positiveInteger, 10)
    .option("--json", "prints JSON");
  addTargetOptions(command).action(async (options: TargetOptions & { limit: number; json?: boolean }) => {
    const { session } = await openTarget(options);
    const runs = await recentRuns(new OrgRequests(session), options.limit);
    if (options.json) console.log(JSON.stringify(runs));
    else if (runs.length === 0) console.log("No run yet: start with `npm run sync -- run --help`.");
    else
      for (const run of runs) {
        const counts = `${run.DocumentsAccepted__c ?? 0} accepted, ${run.DocumentsUnchanged__c ?? 0} unchanged, ${run.DocumentsRejected__c ?? 0} documents and ${run.LinesRejected__c ?? 0} lines rejected`;
        console.log(`${run.StartedAt__c}  ${run.State__c.padEnd(9)}  ${run.Source__c}  ${counts}  ${run.RunKey__c}`);
      }
  });
}
