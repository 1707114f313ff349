import sfdxLwcJest from "@salesforce/sfdx-lwc-jest/config.js";

const { jestConfig } = sfdxLwcJest;

export default {
  ...jestConfig,
  rootDir: import.meta.dirname,
  testMatch: ["**/lwc/**/__tests__/**/*.test.ts"],
  modulePathIgnorePatterns: ["<rootDir>/dist/", "<rootDir>/.sadakat/"],
  collectCoverageFrom: ["force-app/**/lwc/**/*.ts", "!**/__tests__/**"]
};
