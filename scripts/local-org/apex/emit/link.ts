/** Loads generated modules and ties them into a program. */
import type { Schema } from "../../schema/types.ts";
import type { Bridge } from "../check/hierarchy.ts";
import type { FileUnit } from "../check/file.ts";
import type { ApexProgram, ApexTriggerInfo, FileCoverage, LabelText } from "../runtime/program.ts";
import { hasAnnotation, type ApexClassInfo } from "../runtime/reflection.ts";
import { support, supportNames } from "../runtime/support.ts";
import type { TypeLibrary } from "../types/library.ts";
import type { ClassSymbol } from "../types/types.ts";
import { loadAtFirstUse } from "./first-use.ts";
import { deferFutureMethods } from "./future-methods.ts";
import { runGenerated } from "./generated-code.ts";
import { Reflector } from "./reflect.ts";
import { makeShells, type ClassShell } from "./shells.ts";
import { StackReader } from "./stack.ts";
import { TypeNameReader } from "./type-names.ts";
import type { RuntimeTypes } from "./runtime-types.ts";

export interface LinkParts {
  readonly units: readonly FileUnit[];
  readonly symbols: readonly ClassSymbol[];
  readonly library: TypeLibrary;
  readonly runtimeTypes: RuntimeTypes;
  readonly bridges: readonly Bridge[];
  /** By lower-case name. */
  readonly labels: ReadonlyMap<string, LabelText>;
  readonly schema: Schema;
  readonly observed: boolean;
  readonly measured: boolean;
}

type Module = (
  support: unknown,
  shells: readonly ClassShell[] & { script?: () => void },
  values: readonly unknown[],
  counts: Int32Array | undefined
) => void;

/** @returns the program, and the runnable body of each trigger and anonymous block */
export function linkProgram(parts: LinkParts): {
  readonly program: ApexProgram;
  readonly scripts: ReadonlyMap<FileUnit, () => void>;
} {
  const { runtimeTypes } = parts;
  const shells = makeShells(parts.symbols);
  // What is described later must not hold `parts`, with what was written of every file.
  const reflector = new Reflector(shells, (type) => runtimeTypes.of(type));
  const classes = parts.symbols.map((symbol) => {
    const type = runtimeTypes.user(symbol);
    const info = reflector.describe(symbol, type);
    type.info = info;
    return info;
  });
  const coverage: FileCoverage[] = [];
  const scripts = new Map<FileUnit, () => void>();
  const load = (unit: FileUnit): void => {
    const script = run(unit, shells, coverage);
    if (script) scripts.set(unit, script);
    for (const symbol of [unit.owner, ...unit.owner.inner.values()])
      deferFutureMethods(symbol, classes[symbol.index]!, shells[symbol.index]!);
  };
  for (const unit of parts.units) {
    if (unit.atFirstUse) loadAtFirstUse(unit.owner, shells, () => load(unit));
    else load(unit);
  }
  for (const bridge of parts.bridges) addBridge(shells, bridge);
  const triggers = parts.units.flatMap((unit) => triggerInfo(unit, scripts.get(unit)));
  return { program: new LinkedProgram(parts, classes, triggers, coverage), scripts };
}

/** By name, so that an override of the implementing method is what the interface reaches. */
function addBridge(shells: readonly ClassShell[], { symbol, from, to, staticOf }: Bridge): void {
  const holder = staticOf && (shells[staticOf.index] as unknown as Methods);
  shells[symbol.index]!.prototype[from] ??= function (this: Methods, ...args: unknown[]) {
    return (holder ?? this)[to]!(...args);
  };
}

type Methods = Record<string, (...args: unknown[]) => unknown>;

function run(unit: FileUnit, shells: readonly ClassShell[], coverage: FileCoverage[]): (() => void) | undefined {
  const module = unit.module();
  const define = runGenerated(module.toScript(), unit.path, supportNames) as Module;
  let counts: Int32Array | undefined;
  if (module.coverage) {
    counts = new Int32Array(unit.lines + 2).fill(-1);
    for (const line of module.executableLines) counts[line] = 0;
    coverage.push({ sourcePath: unit.path, name: unit.name, counts });
  }
  const holder: readonly ClassShell[] & { script?: () => void } = shells;
  holder.script = undefined;
  define(support, holder, module.values, counts);
  return holder.script;
}

function triggerInfo(unit: FileUnit, script: (() => void) | undefined): ApexTriggerInfo[] {
  if (!unit.trigger || !script) return [];
  const { declaration, object } = unit.trigger;
  return [
    {
      name: declaration.name.text,
      object: object.name,
      sourcePath: unit.path,
      run: script,
      events: declaration.events.map(({ timing, operation }) => ({ timing, operation }))
    }
  ];
}

class LinkedProgram implements ApexProgram {
  readonly schema: Schema;
  readonly classes: readonly ApexClassInfo[];
  readonly triggers: readonly ApexTriggerInfo[];
  readonly labels: ReadonlyMap<string, LabelText>;
  readonly coverage: readonly FileCoverage[];
  readonly observed: boolean;
  readonly measured: boolean;
  private readonly byName: ReadonlyMap<string, ApexClassInfo>;
  private readonly typeNames: TypeNameReader;
  private readonly stack: StackReader;

  constructor(
    parts: LinkParts,
    classes: readonly ApexClassInfo[],
    triggers: readonly ApexTriggerInfo[],
    coverage: readonly FileCoverage[]
  ) {
    this.schema = parts.schema;
    this.classes = classes;
    this.triggers = triggers;
    this.labels = parts.labels;
    this.coverage = coverage;
    this.observed = parts.observed;
    this.measured = parts.measured;
    this.byName = new Map(classes.map((info) => [info.fullName.toLowerCase(), info]));
    this.typeNames = new TypeNameReader(parts.library, this.byName, parts.runtimeTypes);
    this.stack = new StackReader(classes, triggers);
  }

  classByName(fullName: string): ApexClassInfo | undefined {
    return this.byName.get(fullName.toLowerCase());
  }

  typeByName(text: string) {
    return this.typeNames.read(text);
  }

  stackTrace(error: Error) {
    return this.stack.frames(error);
  }

  get testMethods() {
    return this.classes.flatMap((info) =>
      info.methods.filter((method) => method.static && hasAnnotation(method, "IsTest"))
    );
  }
}
