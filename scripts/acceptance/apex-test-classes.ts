import { readdirSync } from "node:fs";
import { basename } from "node:path";

/** The app's classes of Apex tests, in the order of their names. */
export function testClasses(): string[] {
  return readdirSync("force-app", { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith("_Test.cls"))
    .map((file) => basename(file, ".cls"))
    .sort();
}
