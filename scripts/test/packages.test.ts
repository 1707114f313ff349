/** What `npm ci` installs, on every machine and for who only wants to look. */
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { constants, cpSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { isBuiltin } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { after, before, test } from "node:test";
import { build } from "esbuild";

interface LockedPackage {
  readonly os?: readonly string[];
  readonly cpu?: readonly string[];
  readonly libc?: readonly string[];
  readonly optional?: boolean;
  readonly devOptional?: boolean;
  readonly dev?: boolean;
}

const lock = JSON.parse(readFileSync("package-lock.json", "utf8")) as { packages: Record<string, LockedPackage> };
const { dependencies } = JSON.parse(readFileSync("package.json", "utf8")) as { dependencies: Record<string, string> };
const lookersCommands = ["scripts/start/main.ts", "scripts/sync/main.ts", "scripts/local-org/cli/main.ts"];
let folder: string;

before(() => (folder = mkdtempSync(join(tmpdir(), "packages-"))));
after(() => rmSync(folder, { recursive: true, force: true }));

test("no package that has to be installed is for one kind of machine alone", () => {
  const bound = Object.entries(lock.packages).filter(([, entry]) => entry.os ?? entry.cpu ?? entry.libc);
  const required = bound.filter(([, { optional, devOptional }]) => !optional && !devOptional);
  assert.ok(bound.length > 0);
  assert.deepEqual(
    required.map(([path]) => path),
    []
  );
});

test("what npm start, the sync and the local org import is no development dependency", async () => {
  const { metafile } = await build({
    entryPoints: [...lookersCommands],
    bundle: true,
    write: false,
    outdir: folder,
    metafile: true,
    platform: "node",
    format: "esm",
    packages: "external",
    logLevel: "error"
  });
  const imported = Object.values(metafile.inputs).flatMap(({ imports }) =>
    imports.filter(({ external, path }) => external && !isBuiltin(path)).map(({ path }) => packageOf(path))
  );
  assert.ok(imported.includes("jsforce"));
  assert.deepEqual(
    [...new Set(imported)].filter((name) => !(name in dependencies)),
    []
  );
});

test("after npm ci --omit=dev the app starts, with its pages", async () => {
  for (const path of ["force-app", "scripts", "config", "types", "package.json", "sfdx-project.json", "tsconfig.json"])
    cpSync(path, join(folder, path), { recursive: true });
  cpSync("node_modules", join(folder, "node_modules"), {
    recursive: true,
    mode: constants.COPYFILE_FICLONE,
    filter: (path) => !isForDevelopment(path)
  });
  assert.match(await addressOfTheApp(folder), /^http:\/\/127\.0\.0\.1:\d+\//);
});

function packageOf(specifier: string): string {
  return specifier
    .split("/")
    .slice(0, specifier.startsWith("@") ? 2 : 1)
    .join("/");
}

/** As npm leaves it out; .bin holds links to commands of both kinds. */
function isForDevelopment(path: string): boolean {
  const name = path.replaceAll("\\", "/");
  return lock.packages[name]?.dev === true || name === "node_modules/.bin";
}

/** Starts the app as `npm start` does, ends it once it is up, and answers the address that it printed. */
async function addressOfTheApp(cwd: string): Promise<string> {
  const child = spawn(process.execPath, ["scripts/launch.js", "start/main"], {
    cwd,
    stdio: ["ignore", "pipe", "pipe"]
  });
  const ended = new Promise((resolve) => child.once("close", resolve));
  const printed: string[] = [];
  child.stderr.on("data", (chunk: Buffer) => printed.push(chunk.toString()));
  try {
    for await (const line of createInterface({ input: child.stdout })) {
      printed.push(line);
      if (line.startsWith("Open ")) return line.slice("Open ".length);
    }
    throw new Error(`npm start ended:\n${printed.join("\n")}`);
  } finally {
    child.kill();
    await ended;
  }
}
