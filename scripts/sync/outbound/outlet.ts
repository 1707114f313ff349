import type { ExportMapping, TargetSettings } from "./export-mapping.ts";
import type { Payload } from "./export-batches.ts";

/** The other system cannot take rows; the message says why. Nothing of the batch counts as delivered. */
export class OutletError extends Error {}

export interface Delivery extends Payload {
  readonly key: string;
  readonly number: number;
  readonly feed: string;
}

/** Where batches go. */
export interface Outlet {
  /** For people: a folder, or a system and its address, never a secret. */
  readonly name: string;
  /** Delivers a batch as a whole, once: the same key again changes nothing. Returns where it is now. */
  deliver(batch: Delivery): Promise<string>;
  close(): Promise<void>;
}

export interface OutletRequest {
  /** Folder for files; empty where the mapping says where rows go. */
  readonly output: string;
  readonly organizationId: string;
}

/** Opens what a mapping names. Each kind is loaded only where it is needed. */
export async function openOutlet({ name, target }: ExportMapping, request: OutletRequest): Promise<Outlet> {
  requireOutput(target, request.output);
  switch (target.format) {
    case "csv":
    case "jsonl":
      return (await import("./file-outlet.ts")).openFiles(name, target, request);
    case "http":
      return (await import("./http-outlet.ts")).openHttp(target);
    case "postgres":
      return (await import("./postgres-outlet.ts")).openPostgres(target);
    case "mysql":
      return (await import("./mysql-outlet.ts")).openMysql(target);
  }
}

function requireOutput(target: TargetSettings, output: string): void {
  if ("addressFrom" in target && output !== "")
    throw new OutletError(`--output is for files: target.addressFrom, ${target.addressFrom}, says where these rows go`);
  if (!("addressFrom" in target) && output === "")
    throw new OutletError("--output <folder> is missing: where the files are put");
}
