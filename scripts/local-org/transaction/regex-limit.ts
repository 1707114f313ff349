import vm from "node:vm";
import { LimitExceededError } from "./limits.ts";

/**
 * A text is looked at a million times at most ("Apex Developer Guide: Using Patterns and Matchers"). Our looks cannot be
 * counted: one that is longer is refused, and so is a match that takes far longer than a million looks, in milliseconds.
 */
const mostLooks = 1_000_000;
const longest = 2000;

/** Where what a group matches can be matched in several ways, each character more doubles the work. */
const repeatedGroup = /\)(?:[*+]|\{\d*,)/;
const repetition = /[*+]|\{\d*,\d*\}/g;
const optionalGroup = /\)\?/g;

interface Guarded {
  context: vm.Context & { work?: () => unknown };
  script: vm.Script;
}

let guarded: Guarded | undefined;

/**
 * Runs a match of `pattern` against `text`, which may take longer than the age of the universe: `(a+)+b` does on forty `a`.
 * @throws LimitExceededError where the platform gives up ("Why do we get System.Exception: Regex too complicated error?").
 */
export function matchWithinLimit<T>(pattern: string, text: string, match: () => T): T {
  if (text.length > mostLooks) throw tooComplicated();
  if (!mayTakeLong(pattern, text.length)) return match();
  guarded ??= { context: vm.createContext({}), script: new vm.Script("work()") };
  const { context, script } = guarded;
  context.work = match;
  try {
    return script.runInContext(context, { timeout: longest }) as T;
  } catch (problem) {
    if ((problem as NodeJS.ErrnoException).code === "ERR_SCRIPT_EXECUTION_TIMEOUT") throw tooComplicated();
    throw problem;
  } finally {
    context.work = undefined;
  }
}

function mayTakeLong(pattern: string, length: number): boolean {
  if (repeatedGroup.test(pattern)) return length > 15;
  const repetitions = pattern.match(repetition)?.length ?? 0;
  const choices = 2 ** (pattern.match(optionalGroup)?.length ?? 0);
  return length ** Math.max(repetitions, 1) * choices > 10 * mostLooks;
}

function tooComplicated(): LimitExceededError {
  return new LimitExceededError("Regex too complicated");
}
