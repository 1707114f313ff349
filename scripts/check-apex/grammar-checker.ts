import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import path from "node:path";
import { CheckerMissing, CheckerUnavailable, type Finding } from "./finding.ts";
import { runProcess } from "./process.ts";

const CHECKER = "jorje";
const PARALLEL_PARSERS = 2;

interface ParserOutput {
  readonly parseErrors: readonly ParseError[];
  readonly internalErrors: readonly unknown[];
}

interface ParseError {
  readonly message: string;
  readonly error: { readonly error: { readonly loc?: { readonly line: number; readonly column: number } } };
}

/**
 * Parses each file with the platform's own grammar.
 * @param paths Apex classes and triggers, relative to the project's root
 * @throws CheckerMissing where the parser has no binary for this machine
 */
export async function checkGrammar(projectRoot: string, paths: readonly string[]): Promise<Finding[]> {
  const parser = parserBinary();
  if (parser === undefined) throw new CheckerMissing(await whyNoGrammar());
  const findings: Finding[] = [];
  const waiting = [...paths];
  const work = async (): Promise<void> => {
    for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
      const source = await readFile(path.join(projectRoot, next), "utf8");
      const { stdout, stderr, exitCode } = await runProcess(parser, [], source);
      if (exitCode !== 0) throw new CheckerUnavailable(`${CHECKER} failed on ${next}: ${stderr}`);
      findings.push(...readParserOutput(stdout, next));
    }
  };
  await Promise.all(Array.from({ length: PARALLEL_PARSERS }, work));
  return findings;
}

/** The parser's complaints about one file; it repeats itself, the result does not. */
export function readParserOutput(json: string, file: string): Finding[] {
  const output = Object.values(JSON.parse(json) as Record<string, ParserOutput>)[0];
  if (!output) throw new CheckerUnavailable(`${CHECKER} printed nothing about ${file}`);
  const findings = output.parseErrors.map(({ message, error }) => ({
    path: file,
    line: error.error.loc?.line ?? 1,
    column: error.error.loc?.column ?? 1,
    message,
    checker: CHECKER
  }));
  const internal = output.internalErrors.map((error) => ({
    path: file,
    line: 1,
    column: 1,
    message: `internal error: ${JSON.stringify(error)}`,
    checker: CHECKER
  }));
  const seen = new Set<string>();
  return [...findings, ...internal].filter(({ line, column, message }) => {
    const key = `${line}:${column}:${message}`;
    return seen.size < seen.add(key).size;
  });
}

/** Why the parser does not run here, or undefined where it does. */
export function whyNoGrammar(): Promise<string | undefined> {
  return Promise.resolve(
    parserBinary() === undefined
      ? `The platform's grammar comes as a program for some machines; there is none for ${process.platform}-${process.arch}, or it was not installed.`
      : undefined
  );
}

/** An optional package of each platform carries it. */
function parserBinary(): string | undefined {
  const name = `apex-ast-serializer-${process.platform}-${process.arch}`;
  try {
    const manifest = createRequire(import.meta.resolve("prettier-plugin-apex")).resolve(
      `@prettier-apex/${name}/package.json`
    );
    return path.join(path.dirname(manifest), process.platform === "win32" ? `${name}.exe` : name);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "MODULE_NOT_FOUND") return undefined;
    throw error;
  }
}
