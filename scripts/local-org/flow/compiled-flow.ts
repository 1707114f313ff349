import {
  anyType,
  booleanType,
  dateType,
  datetimeType,
  decimalType,
  listOf,
  sobjectTypeOf,
  stringType,
  timeType,
  type RuntimeType
} from "../apex/runtime/runtime-type.ts";
import { compileFormula, globalField, type CompiledFormula } from "../formula/compile.ts";
import { formulaTypeOf, type FormulaType } from "../formula/values.ts";
import { relationshipStep } from "../schema/relationship-step.ts";
import type { Schema, SObjectType } from "../schema/types.ts";
import type { Criteria, Flow, Path } from "./definition.ts";
import { pathOf } from "./read-flow.ts";
import { formulaTypeOfData } from "./values.ts";

/** "Flow Data Types"; what is not here is a type of Apex itself. */
const apexTypes: Readonly<Record<string, RuntimeType | undefined>> = {
  Boolean: booleanType,
  Currency: decimalType,
  Date: dateType,
  DateTime: datetimeType,
  Multipicklist: stringType,
  Number: decimalType,
  Picklist: stringType,
  String: stringType,
  Time: timeType
};

/** A formula of a flow and what it reads, in the order of its references' numbers. */
export interface FlowFormula {
  readonly compiled: CompiledFormula;
  readonly paths: readonly Path[];
}

/** A flow with its formulas compiled; they are part of what a deployment refuses. */
export class CompiledFlow {
  readonly flow: Flow;
  private readonly formulas = new Map<string, FlowFormula>();
  private readonly schema: Schema;

  /** @throws FormulaError where a formula cannot be compiled */
  constructor(flow: Flow, schema: Schema) {
    this.flow = flow;
    this.schema = schema;
    for (const resource of flow.resources.values()) if (resource.kind === "formula") this.formula(resource.expression);
    const { trigger } = flow.start;
    if (trigger) this.prepare(trigger.entry);
    for (const element of flow.elements.values())
      if (element.kind === "filterCollection") this.prepare(element.criteria);
  }

  /** @param expression with its references in `{!…}` */
  formula(expression: string): FlowFormula {
    let formula = this.formulas.get(expression);
    if (!formula) this.formulas.set(expression, (formula = this.compile(expression)));
    return formula;
  }

  /** The object whose records a resource holds, one or many; undefined where it holds something else. */
  objectOf(name: string): SObjectType | undefined {
    const { flow, schema } = this;
    if (name === "$Record" || name === "$Record__Prior") return schema.object(flow.start.trigger?.object ?? "");
    const resource = flow.resources.get(name);
    if (resource?.kind === "variable")
      return resource.object === undefined ? undefined : schema.object(resource.object);
    const element = flow.elements.get(name);
    if (element?.kind === "getRecords") return schema.object(element.object);
    const goesOver =
      element?.kind === "loop" || element?.kind === "filterCollection" || element?.kind === "sortCollection";
    return goesOver ? this.objectOf(element.over[0]!) : undefined;
  }

  /** What Apex has in place of a variable: texts, records of its object, or lists of them. */
  apexTypeOf(name: string): RuntimeType {
    const resource = this.flow.resources.get(name);
    if (resource?.kind !== "variable") return anyType;
    const object = this.objectOf(name);
    const single = object ? sobjectTypeOf(object) : (apexTypes[resource.dataType] ?? anyType);
    return resource.isCollection ? listOf(single) : single;
  }

  private prepare({ formula }: Criteria): void {
    if (formula !== undefined) this.formula(formula);
  }

  private compile(expression: string): FlowFormula {
    const paths: Path[] = [];
    const plain = expression.replace(/\{!([^}]+)\}/g, (_, reference: string) => reference.trim());
    const type = this.objectOf("$Record") ?? this.schema.object("User")!;
    const compiled = compileFormula(this.schema, type, plain, {
      validation: true,
      variables: (parts) => this.typeOf(parts)
    });
    for (const reference of compiled.references)
      paths.push(reference.kind === "field" ? pathOf(reference.field.name) : reference.parts);
    return { compiled, paths };
  }

  /** Undefined for what formulas know themselves, and for what does not exist. */
  private typeOf(path: Path): FormulaType | undefined {
    const [root, ...rest] = path;
    if (root === "$Flow") return path[1] === "CurrentDate" ? "date" : /Time$/.test(path[1] ?? "") ? "datetime" : "text";
    const resource = this.flow.resources.get(root!);
    if (resource?.kind === "formula") return resource.type;
    if (resource?.kind === "textTemplate") return "text";
    const object = this.objectOf(root!);
    if (object && rest.length > 0) return this.typeOfField(object, rest);
    if (resource) return formulaTypeOfData(resource.dataType);
    if (this.isOutcome(root!)) return "boolean";
    return this.flow.elements.has(root!) ? "any" : undefined;
  }

  private typeOfField(object: SObjectType, names: readonly string[]): FormulaType | undefined {
    let type: SObjectType | undefined = object;
    for (const name of names.slice(0, -1)) type = type && relationshipStep(this.schema, type, name)?.target;
    const field = type?.field(names.at(-1)!);
    return field && formulaTypeOf(field);
  }

  private isOutcome(name: string): boolean {
    return [...this.flow.elements.values()].some(
      (element) => element.kind === "decision" && element.outcomes.some((outcome) => outcome.name === name)
    );
  }
}

/** Whether a path leads to something of the org that formulas know: `$User.Email`, `$Label.Hello`. */
export function isGlobal(schema: Schema, path: Path): boolean {
  const name = path[0]!.toLowerCase();
  return name === "$label" || name === "$permission" || globalField(schema, path) !== undefined;
}
