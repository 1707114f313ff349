import { readdirSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";

const UNUSED_AFTER_DAYS = 14;
const DAY = 24 * 60 * 60 * 1000;

/** Removes what nobody has written to for a while: of a cache's folder, the files and folders with these names. */
export function removeUnused(folder: string, isOfCache: (name: string) => boolean = () => true): void {
  for (const name of readdirSync(folder).filter(isOfCache)) {
    const path = join(folder, name);
    const age = Date.now() - (statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? Date.now());
    if (age > UNUSED_AFTER_DAYS * DAY) rmSync(path, { recursive: true, force: true });
  }
}
