import js from "@eslint/js";
import lwc from "@salesforce/eslint-config-lwc";
import prettier from "eslint-config-prettier";
import globals from "globals";
import ts from "typescript-eslint";

const lwcFiles = ["force-app/**/lwc/**/*.ts"];
const lwcTests = ["force-app/**/lwc/**/__tests__/**/*.ts"];
const nodeFiles = ["scripts/**/*.ts"];
const browserFiles = ["scripts/local-org/lightning/browser/**/*.ts"];

/** A switch over kinds is one decision, however many kinds there are. */
const easyToRead = {
  complexity: ["error", { max: 20, variant: "modified" }],
  "max-depth": ["error", 3],
  "max-lines-per-function": ["error", { max: 100, skipBlankLines: true, skipComments: true }]
};

const typed = (files, project) => ({
  files,
  extends: [...ts.configs.recommendedTypeChecked],
  languageOptions: { parserOptions: { project, tsconfigRootDir: import.meta.dirname } },
  rules: {
    "@typescript-eslint/no-unused-vars": ["error", { argsIgnorePattern: "^_", varsIgnorePattern: "^_" }],
    "@typescript-eslint/consistent-type-imports": "error",
    "@typescript-eslint/switch-exhaustiveness-check": ["error", { considerDefaultExhaustiveForUnions: true }],
    "@typescript-eslint/no-floating-promises": "error",
    ...easyToRead
  }
});

export default ts.config(
  {
    ignores: [
      "node_modules/",
      "dist/",
      "coverage/",
      ".sadakat/",
      ".cache/",
      "types/generated/",
      "scripts/**/fixtures/",
      "**/staticresources/**"
    ]
  },
  { files: ["**/*.js"], ...js.configs.recommended, languageOptions: { globals: globals.node } },
  { ...typed(nodeFiles, "./scripts/tsconfig.json"), ignores: browserFiles },
  {
    files: nodeFiles,
    ignores: browserFiles,
    rules: {
      // Values of records and of generated code are `unknown` until they are checked; text of them is wanted.
      "@typescript-eslint/no-base-to-string": "off",
      "@typescript-eslint/restrict-template-expressions": "off",
      // node:test's describe and test return promises that nobody awaits.
      "@typescript-eslint/no-floating-promises": [
        "error",
        {
          allowForKnownSafeCalls: [{ from: "package", name: ["test", "describe", "it", "suite"], package: "node:test" }]
        }
      ]
    }
  },
  ...lwc.configs.recommendedTs.map((config) => ({ ...config, files: lwcFiles })),
  typed(lwcFiles, "./tsconfig.json"),
  typed(browserFiles, "./tsconfig.json"),
  {
    files: lwcFiles,
    rules: {
      // The compiler resolves the platform's modules from types/, which this rule does not read.
      "import/no-unresolved": "off",
      "import/named": "off",
      "import/namespace": "off",
      "import/default": "off"
    }
  },
  {
    files: lwcTests,
    rules: {
      // One describe holds all tests of a component.
      "max-lines-per-function": "off",
      "jest/expect-expect": ["error", { assertFunctionNames: ["expect", "expectAccessible", "one"] }],
      "@typescript-eslint/no-unsafe-assignment": "off",
      "@typescript-eslint/no-unsafe-call": "off",
      "@typescript-eslint/no-unsafe-member-access": "off",
      "@typescript-eslint/no-unsafe-argument": "off",
      "@typescript-eslint/no-unsafe-return": "off"
    }
  },
  prettier
);
