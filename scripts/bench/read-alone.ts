/** Reads an export into documents as a run does, and asks no org. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { loadMapping } from "../sync/mapping/load-mapping.ts";
import { readSource } from "../sync/run/read-source.ts";
import { DocumentSpool } from "../sync/spool/document-spool.ts";
import { cpuSecondsSince } from "./usage.ts";

const [, , mapping, input] = process.argv;
const folder = mkdtempSync(join(tmpdir(), "bench-read-"));
const spool = new DocumentSpool(join(folder, "spool.sqlite"));
const quiet = (): void => undefined;
const started = process.cpuUsage();
await readSource(
  {
    mapping: loadMapping(mapping!),
    input: input!,
    isReplay: false,
    workFolder: folder,
    folder,
    expected: {},
    yes: true,
    report: { step: quiet, advance: quiet, endStep: quiet, note: quiet }
  },
  spool
);
const { lines: rows, documents } = spool.counts();
console.log(JSON.stringify({ rows, documents, cpuSeconds: cpuSecondsSince(started) }));
spool.close();
rmSync(folder, { recursive: true, force: true });
