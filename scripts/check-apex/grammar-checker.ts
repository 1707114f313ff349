import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import path from "node:path";
import { CheckerUnavailable, type Finding } from "./finding.ts";
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
 * @throws CheckerUnavailable where the parser has no binary for this machine
 */
export async function checkGrammar(projectRoot: string, paths: readonly string[]): Promise<Finding[]> {
  const parser = parserBinary();
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

function parserBinary(): string {
  const name = "@prettier-apex/apex-ast-serializer-linux-x64";
  if (process.platform !== "linux" || process.arch !== "x64") {
    throw new CheckerUnavailable(
      `The grammar checker runs on linux-x64 only; this is ${process.platform}-${process.arch}.`
    );
  }
  const manifest = createRequire(import.meta.url).resolve(`${name}/package.json`);
  return path.join(path.dirname(manifest), "apex-ast-serializer-linux-x64");
}
