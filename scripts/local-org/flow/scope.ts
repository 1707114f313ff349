import { completeFormulas } from "../formula/fields.ts";
import { readGlobal, sessionOf } from "../formula/records.ts";
import { ApexObject } from "../apex/runtime/object.ts";
import { SObjectRecord } from "../schema/record.ts";
import { relationshipStep } from "../schema/relationship-step.ts";
import { loadRecords } from "../storage/records.ts";
import type { Transaction } from "../transaction/transaction.ts";
import { ApexDatetime } from "../values/datetime.ts";
import { Decimal } from "../values/decimal.ts";
import type { CompiledFlow } from "./compiled-flow.ts";
import { isGlobal } from "./compiled-flow.ts";
import type { Given, Path } from "./definition.ts";
import { fromApex } from "./apex-values.ts";
import { FlowFault } from "./fault.ts";
import { fromField, OutputValues, textOf, toField, toFormula, type FlowValue } from "./values.ts";

/** What the resources of one interview hold. */
export class Scope {
  readonly tx: Transaction;
  readonly compiled: CompiledFlow;
  /** Messages of what failed, by element. */
  readonly faults = new Map<string, string>();
  readonly visited = new Set<string>();
  /** "Flow Builder: Global Variables", `$Flow.FaultMessage`. */
  faultMessage: string | null = null;
  private readonly held = new Map<string, FlowValue>();
  private readonly isNew: boolean;
  private readonly guid: string;

  constructor(
    tx: Transaction,
    compiled: CompiledFlow,
    inputs: ReadonlyMap<string, FlowValue>,
    isNew: boolean,
    guid: string
  ) {
    this.tx = tx;
    this.compiled = compiled;
    this.isNew = isNew;
    this.guid = guid;
    for (const resource of compiled.flow.resources.values()) {
      if (resource.kind !== "variable") continue;
      const initial = resource.initial === undefined ? null : this.given(resource.initial);
      this.held.set(
        resource.name,
        resource.isCollection ? (initial ?? []) : (initial ?? (resource.dataType === "Boolean" ? false : null))
      );
    }
    for (const [name, value] of inputs) this.held.set(name, value);
  }

  hold(name: string, value: FlowValue): void {
    this.held.set(name, value);
  }

  given(given: Given): FlowValue {
    if (given.kind === "literal") return given.value;
    return given.kind === "template" ? this.merged(given.text) : this.read(given.path);
  }

  /** @throws FlowFault where the path goes through a record that there is none of */
  read(path: Path): FlowValue {
    const [root, ...rest] = path;
    const value = this.root(root!, path);
    if (value === undefined) return readGlobal(this.tx, path);
    if (value instanceof OutputValues) return this.output(value, rest);
    return rest.length === 0 || root === "$Flow" || root === "$GlobalConstant" ? value : this.member(value, rest, path);
  }

  /** Puts a value into a variable or a field of one. */
  write(path: Path, value: FlowValue): void {
    const [root, ...rest] = path;
    if (rest.length === 0) {
      this.held.set(root!, this.kept(root!, value));
      return;
    }
    const holder = this.recordToWrite(root!);
    if (holder instanceof SObjectRecord) this.writeField(holder, rest[0]!, value);
    else throw new FlowFault(`The flow failed to write ${path.join(".")}`);
  }

  writeField(record: SObjectRecord, name: string, value: FlowValue): void {
    const field = record.type.field(name);
    if (!field) throw new FlowFault(`${record.type.name} has no field ${name}`);
    record.set(field.name, toField(field, value, this.tx.user.timeZone));
  }

  /** A text with its references replaced. */
  merged(text: string): string {
    return text.replace(/\{!([^}]+)\}/g, (_, reference: string) => textOf(this.read(reference.trim().split("."))));
  }

  evaluate(expression: string): FlowValue {
    const { compiled, paths } = this.compiled.formula(expression);
    this.tx.limits.meter.charge("formulaFunction", compiled.functions);
    const prior = (path: Path): FlowValue =>
      path[0] === "$Record" ? this.read(["$Record__Prior", ...path.slice(1)]) : null;
    return compiled.evaluate({
      value: (number) => toFormula(this.read(paths[number]!)),
      prior: (number) => toFormula(prior(paths[number]!)),
      isNew: this.isNew,
      now: this.tx.clock.now(),
      zone: this.tx.user.timeZone,
      session: () => sessionOf(this.tx)
    });
  }

  /** What the flow gives whoever started it. */
  outputs(): Map<string, FlowValue> {
    const resources = [...this.compiled.flow.resources.values()];
    const names = resources.flatMap((one) => (one.kind === "variable" && one.isOutput ? one.name : []));
    return new Map(names.map((name) => [name, this.held.get(name) ?? null]));
  }

  /** Undefined for what formulas know themselves. */
  private root(name: string, path: Path): FlowValue | undefined {
    if (this.held.has(name)) return this.held.get(name)!;
    const resource = this.compiled.flow.resources.get(name);
    if (resource?.kind === "constant") return this.given(resource.value);
    if (resource?.kind === "textTemplate") return this.merged(resource.text);
    if (resource?.kind === "formula") return rounded(this.evaluate(resource.expression), resource.scale);
    if (name === "$Flow") return this.ofInterview(path[1] ?? "");
    if (name === "$GlobalConstant") return { True: true, False: false }[path[1] ?? ""] ?? null;
    if (this.compiled.flow.elements.has(name)) return null;
    if (isGlobal(this.tx.schema, path)) return undefined;
    // An outcome that was not taken.
    return name.startsWith("$") ? null : false;
  }

  private ofInterview(name: string): FlowValue {
    const now = new ApexDatetime(this.tx.clock.now());
    switch (name) {
      case "CurrentDate":
        return now.date(this.tx.user.timeZone);
      case "CurrentDateTime":
      case "InterviewStartTime":
        return now;
      case "FaultMessage":
        return this.faultMessage;
      case "InterviewGuid":
        return this.guid;
      default:
        return null;
    }
  }

  /** An action's only answer needs no name. */
  private output({ values }: OutputValues, rest: Path): FlowValue {
    if (rest.length === 0) return values.get("output") ?? [...values.values()][0] ?? null;
    const value = values.get(rest[0]!) ?? null;
    return rest.length === 1 ? value : this.member(value, rest.slice(1), rest);
  }

  private member(value: FlowValue, names: Path, path: Path): FlowValue {
    if (value === null) {
      if (path[0] === "$Record__Prior") return null;
      throw new FlowFault(
        `The flow failed to access the value for ${path.join(".")} because it hasn't been set or assigned.`
      );
    }
    if (value instanceof SObjectRecord) return this.fieldOf(value, names);
    if (value instanceof ApexObject) {
      const variable = value.$info.variables.find((one) => one.name.toLowerCase() === names[0]!.toLowerCase());
      const found = variable ? fromApex(variable.get(value)) : null;
      return names.length === 1 ? found : this.member(found, names.slice(1), path);
    }
    throw new FlowFault(`The flow failed to access the value for ${path.join(".")}`);
  }

  private fieldOf(record: SObjectRecord, names: Path): FlowValue {
    if (names.length > 1) {
      const parent = this.parentOf(record, names[0]!);
      return parent ? this.fieldOf(parent, names.slice(1)) : null;
    }
    const field = record.type.field(names[0]!);
    if (!field) throw new FlowFault(`${record.type.name} has no field ${names[0]!}`);
    return fromField(field, record.get(field.name));
  }

  private parentOf(record: SObjectRecord, relationship: string): SObjectRecord | undefined {
    const step = relationshipStep(this.tx.schema, record.type, relationship);
    const id = step && record.get(step.reference.name);
    const type = typeof id === "string" ? this.tx.schema.objectByKeyPrefix(id.slice(0, 3)) : undefined;
    if (!type || (step?.namesTarget && type !== step.target)) return undefined;
    const parent = loadRecords(this.tx.database, type, [id as string]).get(id as string);
    if (parent) completeFormulas(this.tx, type, [parent]);
    return parent;
  }

  private recordToWrite(root: string): FlowValue {
    const held = this.held.get(root) ?? null;
    if (held !== null) return held;
    const type = this.compiled.objectOf(root);
    if (!type) return null;
    const record = new SObjectRecord(type);
    this.held.set(root, record);
    return record;
  }

  /** A variable of numbers holds a number, also where a text was given. */
  private kept(name: string, value: FlowValue): FlowValue {
    const resource = this.compiled.flow.resources.get(name);
    if (resource?.kind !== "variable" || resource.isCollection) return value;
    if (resource.dataType === "String" && value !== null && typeof value !== "string") return textOf(value);
    const isNumber = resource.dataType === "Number" || resource.dataType === "Currency";
    if (isNumber && typeof value === "string") return Decimal.parse(value);
    if (resource.dataType === "Date" && value instanceof ApexDatetime) return value.date(this.tx.user.timeZone);
    return value;
  }
}

/** "Flow Resource: Formula", decimal places. */
function rounded(value: FlowValue, scale: number | undefined): FlowValue {
  return value instanceof Decimal && scale !== undefined ? value.setScale(scale, "HALF_UP") : value;
}
