import { exitCodes } from "./exit-codes.ts";

/** Calls back at the first signal that asks the process to end; a second one ends it at once. */
export function onFirstStopSignal(stop: (signal: NodeJS.Signals) => void): void {
  let stopping = false;
  for (const name of ["SIGTERM", "SIGINT"] as const)
    process.on(name, () => {
      if (stopping) process.exit(exitCodes.failed);
      stopping = true;
      stop(name);
    });
}
