import { join } from "node:path";
import { InvalidArgumentError, type Command } from "commander";
import type { Connection } from "jsforce";
import { connect } from "../org/connection.ts";

export interface TargetOptions {
  readonly targetOrg?: string;
  readonly workDir: string;
}

export interface Target {
  readonly connection: Connection;
  readonly organizationId: string;
  /** Runs against this org have their folders here. */
  readonly workFolder: string;
}

export function addTargetOptions(command: Command): Command {
  return command
    .option(
      "--target-org <alias>",
      "an org that the sf CLI is logged in to; or set SF_INSTANCE_URL and SF_ACCESS_TOKEN"
    )
    .option("--work-dir <folder>", "where runs keep their journal, files and rejects", join(".sadakat", "sync"));
}

export async function openTarget({ targetOrg, workDir }: TargetOptions): Promise<Target> {
  const connection = await connect(targetOrg === undefined ? {} : { alias: targetOrg });
  const { organization_id: organizationId } = await connection.identity();
  return { connection, organizationId, workFolder: join(workDir, organizationId) };
}

export function positiveInteger(text: string): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 1) throw new InvalidArgumentError("a whole number above 0 is expected");
  return value;
}
