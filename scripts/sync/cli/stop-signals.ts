import { StoppedError } from "../org/requests.ts";
import { exitCodes } from "./exit-codes.ts";

const MINUTE_MS = 60_000;

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

/** Ends the run properly at the first signal or when its time is up. */
export function stopSignal(maxMinutes: number | undefined): AbortSignal {
  const controller = new AbortController();
  if (maxMinutes !== undefined)
    setTimeout(
      () => controller.abort(new StoppedError(`the run took longer than --max-minutes ${maxMinutes}`)),
      maxMinutes * MINUTE_MS
    ).unref();
  onFirstStopSignal((name) => {
    console.error(`${name}: the run is ended properly; once more ends it at once`);
    controller.abort(new StoppedError(`the run was stopped by ${name}`));
  });
  return controller.signal;
}
