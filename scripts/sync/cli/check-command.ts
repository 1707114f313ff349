import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Command } from "commander";
import { loadMapping } from "../mapping/load-mapping.ts";
import { previewOf, previewText } from "../report/preview.ts";
import { progressReport } from "../report/progress.ts";
import { readSource } from "../run/read-source.ts";
import { DocumentSpool } from "../spool/document-spool.ts";
import { exitCodes } from "./exit-codes.ts";

interface CheckOptions {
  readonly mapping: string;
  readonly input?: string;
  readonly json?: boolean;
}

/** Validates a mapping, and where an export is given, reads all of it and shows what would come of it; asks no org. */
export function addCheckCommand(program: Command): void {
  program
    .command("check")
    .description("validates a mapping, and reads an export with it to show what would come of it, without an org")
    .requiredOption("--mapping <file>", "the mapping")
    .option("--input <file>", "the export: a file, a folder, a pattern, or - for standard input")
    .option("--json", "prints JSON")
    .action(async (options: CheckOptions) => {
      process.exitCode = await check(options);
    });
}

async function check({ mapping: path, input, json }: CheckOptions): Promise<number> {
  const mapping = loadMapping(path);
  if (input === undefined && !("addressFrom" in mapping.mapping.source)) {
    console.log(`${path}: the mapping '${mapping.mapping.name}' is valid`);
    return exitCodes.done;
  }
  const folder = mkdtempSync(join(tmpdir(), "sync-check-"));
  const spool = new DocumentSpool(join(folder, "spool.sqlite"));
  try {
    const request = {
      mapping,
      input: input ?? "",
      isReplay: false,
      workFolder: folder,
      folder,
      expected: {},
      yes: true
    };
    const read = await readSource({ ...request, report: progressReport() }, spool);
    const preview = previewOf(spool, read);
    const valid = `${path}: the mapping '${mapping.mapping.name}' is valid for ${read.name}`;
    console.log(json ? JSON.stringify(preview) : `${valid}\n${previewText(preview)}`);
    return preview.rowsRejected > 0 ? exitCodes.rejects : exitCodes.done;
  } finally {
    spool.close();
    rmSync(folder, { recursive: true, force: true });
  }
}
