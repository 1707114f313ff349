import { join } from "node:path";
import { InvalidArgumentError, type Command } from "commander";
import type { Connection } from "jsforce";
import { connect } from "../org/connection.ts";
import { namespaceOf } from "../org/package-names.ts";
import type { Session } from "../org/requests.ts";

export interface TargetOptions {
  readonly targetOrg?: string;
  readonly workDir: string;
}

export interface Target {
  readonly connection: Connection;
  readonly session: Session;
  readonly organizationId: string;
  /** Runs against this org have their folders here. */
  readonly workFolder: string;
}

export function addTargetOptions(command: Command): Command {
  return addWorkDirOption(
    command.option(
      "--target-org <alias>",
      "an org that the sf CLI is logged in to; or set SF_INSTANCE_URL and SF_ACCESS_TOKEN"
    )
  );
}

export function addWorkDirOption(command: Command): Command {
  return command.option(
    "--work-dir <folder>",
    "where runs keep their journal, files and rejects",
    join(".sadakat", "sync")
  );
}

export async function openTarget({ targetOrg, workDir }: TargetOptions): Promise<Target> {
  const login = (): Promise<Connection> => connect(targetOrg === undefined ? {} : { alias: targetOrg });
  const connection = await login();
  const { organization_id: organizationId } = await connection.identity();
  const renew = targetOrg === undefined ? undefined : async () => (await login()).accessToken!;
  const { sobjects } = await connection.describeGlobal();
  const session = {
    instanceUrl: connection.instanceUrl,
    accessToken: connection.accessToken!,
    renew,
    namespace: namespaceOf(
      sobjects.map(({ name }) => name),
      "LoyaltyTransaction__c"
    )
  };
  return { connection, session, organizationId, workFolder: join(workDir, organizationId) };
}

export function positiveInteger(text: string): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 1) throw new InvalidArgumentError("a whole number above 0 is expected");
  return value;
}

export function wholeNumber(text: string): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 0) throw new InvalidArgumentError("a whole number is expected");
  return value;
}

export function amount(text: string): string {
  if (!/^-?\d+(\.\d+)?$/.test(text)) throw new InvalidArgumentError("an amount such as 1234.56 is expected");
  return text;
}

/** `14d`, or a number of days. */
export function days(text: string): number {
  const [, value] = /^(\d+)d?$/.exec(text) ?? [];
  if (value === undefined) throw new InvalidArgumentError("a number of days such as 14d is expected");
  return Number(value);
}

/** Parts of a minute may be given. */
export function minutes(text: string): number {
  const value = Number(text);
  // What a timer can count.
  if (!(value > 0 && value <= 35_000)) throw new InvalidArgumentError("a number of minutes above 0 is expected");
  return value;
}

/** 0 stands for any free port. */
export function portNumber(text: string): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 0 || value > 65_535)
    throw new InvalidArgumentError("a port from 0 to 65535 is expected");
  return value;
}
