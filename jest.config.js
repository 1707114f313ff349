import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import sfdxLwcJest from "@salesforce/sfdx-lwc-jest/config.js";
import { XMLParser } from "fast-xml-parser";

const { jestConfig } = sfdxLwcJest;
const support = "<rootDir>/force-app/main/shared/lwc/__tests__/support";

export default {
  ...jestConfig,
  rootDir: import.meta.dirname,
  testMatch: ["**/lwc/**/__tests__/**/*.test.ts"],
  modulePathIgnorePatterns: ["<rootDir>/dist/", "<rootDir>/.sadakat/", "<rootDir>/.cache/"],
  setupFilesAfterEnv: [...jestConfig.setupFilesAfterEnv, `${support}/setup.ts`],
  moduleNameMapper: {
    // sfdx-lwc-jest finds no bundle that has a style sheet alone.
    "^c/tableStyles$": "<rootDir>/force-app/main/shared/lwc/tableStyles/tableStyles.css",
    "^test/support$": `${support}/support.ts`,
    "^lightning/modal$": `${support}/modal.ts`,
    "^lightning/navigation$": `${support}/navigation.ts`
  },
  globals: { labels: readLabels(), apexMethods: readApexMethods(), customPermissions: readCustomPermissions() },
  // Steps of a dialog are many renderings, and a busy machine takes its time.
  testTimeout: 30_000,
  collectCoverage: true,
  collectCoverageFrom: ["force-app/**/lwc/**/*.ts", "!**/__tests__/**"],
  coverageReporters: ["text", "lcov"],
  coverageThreshold: { global: { lines: 90 } }
};

/** The custom labels' own texts, by name. */
function readLabels() {
  const file = join(import.meta.dirname, "force-app/main/app/labels/CustomLabels.labels-meta.xml");
  const { CustomLabels } = new XMLParser({ parseTagValue: false }).parse(readFileSync(file, "utf8"));
  return Object.fromEntries(CustomLabels.labels.map(({ fullName, value }) => [fullName, value]));
}

/** Names of the app's custom permissions; components are tested as somebody who has them all. */
function readCustomPermissions() {
  const folder = join(import.meta.dirname, "force-app/main/app/customPermissions");
  return readdirSync(folder).map((file) => file.split(".")[0]);
}

/** Every Apex method that a component imports. */
function readApexMethods() {
  const folder = join(import.meta.dirname, "force-app");
  const modules = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((file) =>
    /[\\/]lwc[\\/].*\.ts$/.test(file)
  );
  const imported = modules.flatMap((file) => [
    ...readFileSync(join(folder, file), "utf8").matchAll(/from "@salesforce\/apex\/([\w.]+)"/g)
  ]);
  return [...new Set(imported.map(([, method]) => method))];
}
