import { SettingsError } from "../mapping/settings-file.ts";
import { ConnectionError } from "../org/connection.ts";
import { OrgError, StoppedError } from "../org/requests.ts";
import { LockedError } from "../run/lock.ts";
import { OutletError } from "../outbound/outlet.ts";
import { StopError } from "../run/stop.ts";
import { WorkFolderError } from "../run/work-folder.ts";
import { SourceError } from "../source/source-error.ts";

/** The command line is wrong. */
export class UsageError extends Error {}

const EXPECTED = [
  SettingsError,
  SourceError,
  OutletError,
  ConnectionError,
  OrgError,
  LockedError,
  UsageError,
  StopError,
  StoppedError,
  WorkFolderError
];

/** Expected failures in a sentence each; anything else with its stack, for a bug report. */
export function explainError(error: Error): string {
  const expected = EXPECTED.some((kind) => error instanceof kind);
  return expected ? `error: ${error.message}` : `error: ${error.stack ?? error.message}`;
}
