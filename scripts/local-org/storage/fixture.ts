import type { SqliteBuild } from "./connect.ts";

/** The native package has builds for these machines alone; on them it must load. */
const isNative = ["darwin", "linux", "win32"].includes(process.platform) && ["arm64", "x64"].includes(process.arch);

export const buildsOfMachine: readonly SqliteBuild[] = isNative ? ["native", "wasm"] : ["wasm"];
