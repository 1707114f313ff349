/** What an invocable method takes and returns, as maps by the names of its invocable variables. */
import { ApexList, ApexMap } from "../../runtime/collections.ts";
import { apexError } from "../../runtime/exceptions.ts";
import { ApexObject } from "../../runtime/object.ts";
import {
  hasAnnotation,
  instantiate,
  type ApexClassInfo,
  type MemberVariableInfo,
  type MethodInfo
} from "../../runtime/reflection.ts";
import { anyType, stringType, type RuntimeType } from "../../runtime/runtime-type.ts";

/**
 * "Apex Developer Guide: InvocableMethod Annotation": the parameter is a list with one element per invocation, an object
 * with invocable variables or a value, which then is the invocation's only parameter.
 */
export function fromPlain(invocations: readonly ApexMap[], type: RuntimeType): ApexList {
  const [element] = type.arguments;
  if (type.kind !== "list" || !element)
    throw apexError("System.TypeException", `Invalid invocable parameter: ${type.name}`);
  return new ApexList(
    element,
    invocations.map((values) => (element.kind === "user" ? requestOf(values, element.info!) : onlyValue(values)))
  );
}

function onlyValue(values: ApexMap): unknown {
  return [...values.entries()][0]?.[1] ?? null;
}

function requestOf(values: ApexMap, info: ApexClassInfo): ApexObject {
  const made = instantiate(info);
  const variables = invocableVariables(info);
  for (const [name, value] of values.entries()) {
    const variable = variables.find((candidate) => candidate.name.toLowerCase() === String(name).toLowerCase());
    if (!variable)
      throw apexError(
        "System.InvalidParameterValueException",
        `Invalid parameter: ${String(name)} of ${info.fullName}`
      );
    variable.set(made, value);
  }
  return made;
}

/** Output parameters by invocation: the invocable variables of what was returned, or the value as `output`. */
export function toPlain(returned: unknown, invocations: number): ApexMap[] {
  const rows = returned instanceof ApexList ? returned.items : [];
  return Array.from({ length: invocations }, (_, index) => outputOf(rows[index] ?? null));
}

function outputOf(value: unknown): ApexMap {
  const output = new ApexMap(stringType, anyType);
  if (value instanceof ApexObject)
    for (const variable of invocableVariables(value.$info)) output.set(variable.name, variable.get(value));
  else if (value !== null) output.set("output", value);
  return output;
}

/** The class's only method of that annotation. */
export function invocableMethod(info: ApexClassInfo | undefined): MethodInfo | undefined {
  return info?.methods.find((method) => hasAnnotation(method, "InvocableMethod"));
}

/** Of the invocable variable of that name, or of what the method takes a list of; `element` is one invocation's. */
export function parameterType(element: RuntimeType, name: string): RuntimeType {
  if (element.kind !== "user") return element;
  const variable = invocableVariables(element.info!).find((one) => one.name.toLowerCase() === name.toLowerCase());
  return variable?.type ?? anyType;
}

/** Own and inherited. */
export function invocableVariables(info: ApexClassInfo): MemberVariableInfo[] {
  const own = info.variables.filter((variable) => hasAnnotation(variable, "InvocableVariable"));
  return info.superclass ? [...invocableVariables(info.superclass), ...own] : own;
}
