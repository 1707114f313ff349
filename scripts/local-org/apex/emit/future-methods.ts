import { callFuture } from "../../async/start.ts";
import { hasAnnotation, type ApexClassInfo, type MethodInfo } from "../runtime/reflection.ts";
import type { ClassSymbol } from "../types/types.ts";
import type { ClassShell } from "./shells.ts";

type StaticMethod = (...args: unknown[]) => unknown;

/** Calls of methods annotated `@future` queue a job; the job runs the method ("Apex Developer Guide: Future Methods"). */
export function deferFutureMethods(symbol: ClassSymbol, info: ApexClassInfo, shell: ClassShell): void {
  const symbols = [...symbol.methods.values()].flat();
  info.methods.forEach((method, index) => {
    if (hasAnnotation(method, "Future")) defer(shell, symbols[index]!.jsName, method);
  });
}

function defer(shell: ClassShell, jsName: string, method: MethodInfo): void {
  const run = shell[jsName] as StaticMethod;
  const job: MethodInfo = { ...method, invoke: (_receiver, args) => run.apply(shell, [...args]) ?? null };
  shell[jsName] = (...args: unknown[]) => {
    callFuture(job, args);
    return null;
  };
}
