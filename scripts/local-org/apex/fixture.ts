/** For tests of the compiler: programs of a few lines, compiled against the standard objects. */
import type { ApexSource, SourceProblem } from "../metadata/types.ts";
import { buildSchema } from "../schema/build.ts";
import { createSoqlEngine } from "../soql/engine.ts";
import { LimitTracker } from "../transaction/limits.ts";
import type { Transaction } from "../transaction/transaction.ts";
import { compileApex, type CompileResult } from "./compile.ts";
import { createContext, runInContext } from "./runtime/context.ts";
import type { ApexProgram } from "./runtime/program.ts";
import { textOf } from "./runtime/values.ts";
import { library } from "./stdlib/library.ts";

const schema = buildSchema();
const soql = createSoqlEngine();

export function source(name: string, text: string): ApexSource {
  return { name, path: `${name}.cls`, source: text, apiVersion: 66, status: "Active" };
}

/** The class's name is read from its text. */
export function compileTexts(
  texts: readonly string[],
  triggers: readonly string[] = [],
  { namespace = "", compiledBefore = false, apiVersion = 66 } = {}
): CompileResult {
  const classes = texts.map((text) => ({
    ...source(/\b(?:class|interface|enum)\s+(\w+)/i.exec(text)?.[1] ?? "Unnamed", text),
    apiVersion
  }));
  const triggerSources = triggers.map((text, index) => ({ ...source(`T${index}`, text), path: `T${index}.trigger` }));
  return compileApex({
    classes,
    triggers: triggerSources,
    schema,
    soql,
    library,
    labels: new Map([["Greeting", { value: "Merhaba", translations: new Map([["pl", "Cześć"]]) }]]),
    coverage: false,
    namespace,
    compiledBefore
  });
}

/** `line:column message` of every mistake. */
export function problemsOf(
  texts: readonly string[],
  triggers: readonly string[] = [],
  options: { readonly apiVersion?: number } = {}
): string[] {
  return (compileTexts(texts, triggers, options).problems ?? []).map(problemText);
}

function problemText({ line, column, message }: SourceProblem): string {
  return `${line}:${column} ${message}`;
}

export function compiled(texts: readonly string[]): ApexProgram {
  const result = compileTexts(texts);
  if (result.problems)
    throw new Error(result.problems.map((problem) => `${problem.path}:${problemText(problem)}`).join("\n"));
  return result.program;
}

/** Runs `work` where Apex may run, without a database. */
export function inContext<T>(program: ApexProgram, work: () => T): T {
  const tx = {
    schema,
    limits: new LimitTracker(),
    user: { timeZone: "UTC", locale: "en_US", language: "en_US" },
    clock: { now: () => 0 },
    state: new Map()
  };
  return runInContext(
    createContext({ tx: tx as unknown as Transaction, soql, saving: { save: () => [] }, program }),
    work
  );
}

/** The text of what an expression is worth, in a static method of class `Main`; `members` stand beside the method. */
export function evaluate(expression: string, statements = "", members = ""): string {
  const program = compiled([
    `public class Main { ${members}\npublic static Object run() { ${statements}\nreturn ${expression}; } }`
  ]);
  return inContext(program, () => textOf(call(program, "Main", "run")));
}

export function call(program: ApexProgram, className: string, method: string, ...args: unknown[]): unknown {
  const found = program.classByName(className)?.methods.find((candidate) => candidate.name === method);
  if (!found) throw new Error(`No method ${className}.${method}`);
  return found.invoke(null, args);
}
