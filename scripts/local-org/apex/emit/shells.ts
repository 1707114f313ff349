/** The JavaScript classes behind user classes: fields in a fixed order, methods are put on later by each file's module. */
import { apexContext } from "../runtime/context.ts";
import { ApexException, exceptionClass } from "../runtime/exceptions.ts";
import { ApexEnum, ApexObject } from "../runtime/object.ts";
import { raise } from "../stdlib/system/exception.ts";
import type { ClassSymbol, FieldSymbol } from "../types/types.ts";
import { runGenerated } from "./generated-code.ts";

/** One compiled class as generated code sees it. */
export interface ClassShell {
  new (): ApexObject;
  prototype: ApexObject & Record<string, unknown>;
  /** Values of the static variables in the running transaction; the static initializers have run. */
  $statics(): Record<string, unknown>;
  $staticInits: ((statics: Record<string, unknown>) => void)[];
  /** Compiles the class's file, where that has waited for the first use. */
  $load?: () => void;
  /** Enum constants in order. */
  $constants: ApexEnum[];
  [member: string]: unknown;
}

const noProperties: ReadonlySet<string> = new Set();

/** Makes the shells of all classes, superclasses first. */
export function makeShells(symbols: readonly ClassSymbol[]): ClassShell[] {
  const shells: ClassShell[] = [];
  const make = (symbol: ClassSymbol): ClassShell => (shells[symbol.index] ??= shellOf(symbol, parentOf(symbol, make)));
  for (const symbol of symbols) make(symbol);
  return shells;
}

function parentOf(symbol: ClassSymbol, make: (symbol: ClassSymbol) => ClassShell): unknown {
  const parent = symbol.superclass?.symbol;
  if (!parent || parent.name === "Object") return ApexObject;
  if (parent.origin === "user") return make(parent);
  return isException(parent) ? exceptionClass(parent.fullName) : ApexObject;
}

function isException(symbol: ClassSymbol): boolean {
  for (let level: ClassSymbol | undefined = symbol; level; level = level.superclass?.symbol) {
    if (level.fullName === "System.Exception") return true;
  }
  return false;
}

function shellOf(symbol: ClassSymbol, parent: unknown): ClassShell {
  const own = [...symbol.fields.values()].filter((field) => !field.static);
  const begun = symbol.superclass?.symbol.origin === "user" ? "" : "$begun=false;";
  const fields = begun + own.map((field) => `${field.jsName}=null;`).join("");
  const code = `(function($parent){return class ${symbol.name}$ extends $parent{${fields}}})`;
  const shell = (runGenerated(code, "apex-classes", noProperties) as (parent: unknown) => ClassShell)(parent);
  shell.prototype["$begin"] = begin;
  shell.$staticInits = [];
  const blank = Object.fromEntries(
    [...symbol.fields.values()].filter(holdsStatic).map((field) => [field.jsName, null])
  );
  shell.$statics = () => {
    const { statics } = apexContext();
    return statics[symbol.index] ?? initialize(statics, symbol.index, { ...blank }, shell);
  };
  if (symbol.kind === "enum") {
    shell.$constants = [...symbol.fields.values()].map(
      (field, ordinal) => new ApexEnum(symbol.fullName, field.name, ordinal)
    );
    for (const constant of shell.$constants) shell[`${constant.name}$`] = constant;
  }
  if ((shell as unknown as { prototype: unknown }).prototype instanceof ApexException) asException(shell, symbol);
  return shell;
}

/** Gives the instance variables their initial values, in the first constructor that runs. */
function begin(this: { $begun: boolean; $init?: () => void }): void {
  if (this.$begun) return;
  this.$begun = true;
  this.$init?.();
}

function holdsStatic(field: FieldSymbol): boolean {
  return field.static && !field.enumConstant;
}

function initialize(
  statics: (Record<string, unknown> | undefined)[],
  index: number,
  values: Record<string, unknown>,
  shell: ClassShell
): Record<string, unknown> {
  shell.$load?.();
  statics[index] = values;
  for (const run of shell.$staticInits) run(values);
  return values;
}

/** User exceptions have the four constructors of every exception besides their own. */
function asException(shell: ClassShell, symbol: ClassSymbol): void {
  Object.defineProperty(shell.prototype, "apexTypeName", { value: symbol.fullName });
  shell.prototype["$raise"] = function (
    this: ApexException & Record<string, unknown>,
    ...args: (string | ApexException | null)[]
  ) {
    (this["$begin"] as () => void)();
    return raise(this, args);
  };
}
