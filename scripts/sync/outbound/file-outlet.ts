import { closeSync, existsSync, fsyncSync, mkdirSync, openSync, readFileSync, renameSync, writeSync } from "node:fs";
import { join } from "node:path";
import iconv from "iconv-lite";
import type { TargetOf } from "./export-mapping.ts";
import type { Cell } from "./export-rows.ts";
import { lockFolder } from "../run/lock.ts";
import { jsonRow } from "./json-cells.ts";
import { OutletError, type Delivery, type Outlet, type OutletRequest } from "./outlet.ts";

type FileTarget = TargetOf<"csv"> | TargetOf<"jsonl">;

/** Which batch was released last, beside the files: whoever takes files away must not bring them back by that. */
interface Marker {
  readonly organizationId: string;
  readonly released: number;
}

/**
 * Files of a folder, one a batch, each there as a whole or not at all. A file is written beside the folder's others, the
 * marker says that it is released, then it is given its name: whenever the process ends between two of these steps,
 * the next one knows which were done, even where the file was taken away meanwhile.
 */
export async function openFiles(exportName: string, target: FileTarget, request: OutletRequest): Promise<Outlet> {
  const { output, organizationId } = request;
  const staging = join(output, ".sadakat");
  mkdirSync(staging, { recursive: true });
  const unlock = await lockFolder(staging);
  const markerPath = join(staging, `${exportName}.json`);
  const marker = readMarker(markerPath);
  if (marker && marker.organizationId !== organizationId) {
    unlock();
    throw new OutletError(
      `${output} has files of the export ${exportName} of another org: give this one a folder of its own`
    );
  }
  let released = marker?.released ?? 0;
  return {
    name: output,
    deliver(batch) {
      const fileName = `${batch.key}.${target.format}`;
      const [staged, path] = [join(staging, fileName), join(output, fileName)];
      if (batch.number > released) {
        if (existsSync(path)) throw new OutletError(`${path} exists already, and was not written by this export`);
        writeDurably(staged, textOf(batch, target));
        const next: Marker = { organizationId, released: batch.number };
        writeDurably(`${markerPath}.new`, Buffer.from(JSON.stringify(next)));
        renameSync(`${markerPath}.new`, markerPath);
        syncFolder(staging);
        released = batch.number;
      }
      if (existsSync(staged)) renameSync(staged, path);
      syncFolder(output);
      return Promise.resolve(path);
    },
    close() {
      unlock();
      return Promise.resolve();
    }
  };
}

function readMarker(path: string): Marker | undefined {
  return existsSync(path) ? (JSON.parse(readFileSync(path, "utf8")) as Marker) : undefined;
}

function textOf(batch: Delivery, target: FileTarget): Buffer {
  return target.format === "csv" ? csvOf(batch, target) : Buffer.from(jsonLinesOf(batch));
}

function csvOf({ columns, rows, key }: Delivery, { delimiter, decimal, encoding }: TargetOf<"csv">): Buffer {
  const quoted = (cell: string): string =>
    cell.includes(delimiter) || /["\r\n]|^\s|\s$/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
  const lines = [columns, ...rows.map((cells) => cells.map((cell) => plainText(cell, decimal)))];
  const text = lines.map((cells) => `${cells.map(quoted).join(delimiter)}\r\n`).join("");
  const bytes = iconv.encode(text, encoding);
  if (iconv.decode(bytes, encoding) !== text)
    throw new OutletError(`${key}: has letters that ${encoding} cannot write; use utf8, or another encoding`);
  return bytes;
}

function plainText(cell: Cell, decimal: string): string {
  if (cell === null) return "";
  return typeof cell === "object" ? cell.decimal.replace(".", decimal) : String(cell);
}

function jsonLinesOf({ columns, rows }: Delivery): string {
  return rows.map((cells) => `${jsonRow(columns, cells)}\n`).join("");
}

function writeDurably(path: string, bytes: Buffer): void {
  const descriptor = openSync(path, "w", 0o640);
  try {
    for (let written = 0; written < bytes.length;) written += writeSync(descriptor, bytes, written);
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}

/** Names are durable once their folder is; Windows has no such call and writes them through. */
function syncFolder(folder: string): void {
  if (process.platform === "win32") return;
  const descriptor = openSync(folder, "r");
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}
