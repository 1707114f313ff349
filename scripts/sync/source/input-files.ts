import { createWriteStream } from "node:fs";
import { readdir, stat } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { pipeline } from "node:stream/promises";
import { readFault, SourceError } from "./source-error.ts";

export interface InputFile {
  readonly path: string;
  /** Without its folder. */
  readonly name: string;
  /** For people: where it came from. */
  readonly from: string;
}

/**
 * The files that `input` means: itself, those of a folder or of a pattern such as `exports/sales-*.csv.gz` in the order of
 * the days in their names, of another machine by `sftp://`, or for `-` what comes in, which is kept in `folder` while it is read.
 */
export async function inputFiles(input: string, folder: string): Promise<InputFile[]> {
  if (input === "-") return [await keepStandardInput(folder)];
  if (input.startsWith("sftp://")) return (await import("./sftp-files.ts")).sftpFiles(input, folder);
  const isPattern = /[*?]/.test(basename(input));
  if (/[*?]/.test(dirname(input)) && !(await isFolder(dirname(input))))
    throw new SourceError(`${input}: a pattern is of files, not of folders`);
  if (!isPattern && !(await isFolder(input))) return [{ path: input, name: basename(input), from: input }];
  const [parent, pattern] = isPattern ? [dirname(input), patternOf(basename(input))] : [input, /^[^.]/];
  const names = (await namesIn(parent)).filter((name) => pattern.test(name));
  if (names.length === 0) throw new SourceError(`${input}: no such files`);
  return inOrderOfDays(names).map((name) => ({ path: join(parent, name), name, from: join(parent, name) }));
}

/** By the day in their names where all have one, else by name, numbers in names by their value. */
export function inOrderOfDays(names: readonly string[]): string[] {
  const days = new Map(names.map((name) => [name, dayIn(name)]));
  const byName = (a: string, b: string): number => a.localeCompare(b, "en", { numeric: true }) || (a < b ? -1 : 1);
  if ([...days.values()].includes(undefined)) return [...names].sort(byName);
  return [...names].sort((a, b) => days.get(a)!.localeCompare(days.get(b)!) || byName(a, b));
}

function dayIn(name: string): string | undefined {
  const [, year, month, day] =
    /(?<!\d)((?:19|20)\d{2})[-_.]?(0[1-9]|1[0-2])[-_.]?(0[1-9]|[12]\d|3[01])/.exec(name) ?? [];
  if (year) return `${year}-${month}-${day}`;
  const [, lastDay, lastMonth, lastYear] =
    /(?<!\d)(0[1-9]|[12]\d|3[01])[-_.]?(0[1-9]|1[0-2])[-_.]?((?:19|20)\d{2})/.exec(name) ?? [];
  return lastYear ? `${lastYear}-${lastMonth}-${lastDay}` : undefined;
}

/** A pattern of file names, with * and ?. */
export function patternOf(text: string): RegExp {
  const parts = [...text].map((sign) =>
    sign === "*" ? ".*" : sign === "?" ? "." : sign.replace(/[\\^$+.()|[\]{}]/, "\\$&")
  );
  return new RegExp(`^${parts.join("")}$`, "u");
}

async function namesIn(folder: string): Promise<string[]> {
  try {
    const entries = await readdir(folder, { withFileTypes: true });
    return entries.filter((entry) => !entry.isDirectory()).map((entry) => entry.name);
  } catch (error) {
    throw new SourceError(`${folder}: ${readFault(error as Error)}`);
  }
}

async function isFolder(path: string): Promise<boolean> {
  try {
    return (await stat(path)).isDirectory();
  } catch {
    return false;
  }
}

async function keepStandardInput(folder: string): Promise<InputFile> {
  const path = join(folder, "standard-input");
  await pipeline(process.stdin, createWriteStream(path, { mode: 0o600 }));
  return { path, name: "standard input", from: "standard input" };
}
