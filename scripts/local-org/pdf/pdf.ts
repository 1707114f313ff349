import { spawnSync } from "node:child_process";
import { join } from "node:path";

const LAUNCHER = join(import.meta.dirname, "..", "..", "launch.js");
const MOST_BYTES = 256 * 1024 * 1024;

/** @throws Error where the HTML cannot be put on paper here */
export function pdfOf(html: string): Uint8Array {
  const { status, stdout, stderr, error } = spawnSync(process.execPath, [LAUNCHER, "local-org/pdf/main"], {
    input: html,
    maxBuffer: MOST_BYTES
  });
  if (error !== undefined) throw error;
  if (status !== 0) throw new Error(stderr.toString());
  return new Uint8Array(stdout);
}
