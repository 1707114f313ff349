/**
 * Writes the static resource that draws members' cards: of the library bwip-js the two symbols alone. It is kept beside the
 * components, since an org takes no packages: `node scripts/launch.js build/scan-codes` writes it again once there is a new version.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { build } from "esbuild";

export const SCAN_CODES = "force-app/main/console/staticresources/LoyaltyScanCodes.js";

const PACKAGE = "node_modules/bwip-js";
/** The margin that both symbols' standards ask for, in modules, is part of the drawing. */
const SOURCE = `
import { code128, drawingSVG, qrcode } from "bwip-js/browser";
const options = { backgroundcolor: "FFFFFF" };
window.LoyaltyScanCodes = {
  qrCode: (text) => qrcode({ ...options, bcid: "qrcode", text, eclevel: "M", padding: 8 }, drawingSVG()),
  code128: (text) => code128({ ...options, bcid: "code128", text, height: 15, paddingwidth: 10 }, drawingSVG())
};`;

/** @returns the content of the resource, with the licence of what it is made of */
export async function scanCodes(): Promise<string> {
  const { version } = JSON.parse(readFileSync(`${PACKAGE}/package.json`, "utf8")) as { version: string };
  const licence = readFileSync(`${PACKAGE}/LICENSE`, "utf8").trim();
  const { outputFiles } = await build({
    stdin: { contents: SOURCE, resolveDir: resolve(".") },
    bundle: true,
    minify: true,
    format: "iife",
    target: "es2022",
    write: false,
    legalComments: "none"
  });
  return `/*! Made by scripts/build/scan-codes.ts of bwip-js ${version}.\n\n${licence}\n*/\n${outputFiles[0]!.text}`;
}

if (process.argv[1]?.endsWith("scan-codes.js")) writeFileSync(SCAN_CODES, await scanCodes());
