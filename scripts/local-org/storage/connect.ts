import type { SqliteConnection } from "./connection.ts";
import { nativeConnection } from "./native-connection.ts";
import { wasmConnection } from "./wasm-connection.ts";

export type SqliteBuild = "native" | "wasm";

/**
 * Opens a file by the machine's own build of SQLite, or by the one in WebAssembly (which runs everywhere, and takes two to
 * three times the processor time) where there is none for the machine.
 * @param build `native` fails where there is none
 */
export function connect(path: string, build = wantedBuild()): SqliteConnection {
  if (build === "wasm") return wasmConnection(path);
  const native = nativeConnection(path);
  if (native !== undefined) return native;
  if (build === "native") throw new Error("there is no native build of SQLite for this machine");
  return wasmConnection(path);
}

/** `LOCAL_ORG_SQLITE` names one, to compare the two. */
function wantedBuild(): SqliteBuild | undefined {
  const build = process.env["LOCAL_ORG_SQLITE"];
  if (build === undefined || build === "native" || build === "wasm") return build;
  throw new Error(`LOCAL_ORG_SQLITE must be native or wasm, not ${build}`);
}
