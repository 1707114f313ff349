import { LosslessNumber, parse } from "lossless-json";
import { always, lazy, type FormulaFunction } from "./function-kinds.ts";
import type { Operand } from "./operators.ts";
import { FormulaError } from "./parser.ts";
import { FormulaFault } from "./values.ts";

type Json = null | boolean | string | LosslessNumber | readonly Json[] | { readonly [name: string]: Json };

/** JSONVALUE and JSONPATHVALUE of the platform's own engine: a text out of JSON, by a name or a path that is a literal. */
export const jsonFunctions: Record<string, FormulaFunction> = {
  JSONVALUE: lazy([2, 2], ["text"], always("text"), ([json, key], offset) => {
    const name = literalOf(key!, "JSONVALUE", offset);
    return (input) => {
      const text = json!.evaluate(input) as string | null;
      const found = text === null ? undefined : memberOf(jsonOf(text), name);
      return found === undefined ? null : scalarText(found) || null;
    };
  }),
  JSONPATHVALUE: lazy([2, 2], ["text"], always("text"), ([json, path], offset) => {
    const steps = stepsOf(literalOf(path!, "JSONPATHVALUE", offset), offset);
    return (input) => {
      const text = json!.evaluate(input) as string | null;
      return text === null ? null : textAt(text, steps);
    };
  })
};

function literalOf(operand: Operand, name: string, offset: number): string {
  if (typeof operand.literal !== "string") {
    throw new FormulaError(`Incorrect argument type for function '${name}()'. A text literal is expected`, offset);
  }
  return operand.literal;
}

function jsonOf(text: string): Json {
  try {
    return parse(text) as Json;
  } catch (error) {
    throw new FormulaFault(`No JSON: ${(error as Error).message}`);
  }
}

function memberOf(json: Json, step: string | number): Json | undefined {
  if (Array.isArray(json)) {
    return typeof step === "number" ? (json as readonly Json[]).at(step) : undefined;
  }
  const isObject = typeof json === "object" && json !== null && !(json instanceof LosslessNumber);
  return isObject && Object.hasOwn(json, step) ? (json as Record<string, Json>)[step] : undefined;
}

/** Of objects and lists nothing, as JSONVALUE has it. */
function scalarText(json: Json): string {
  return json !== null && typeof json === "object" && !(json instanceof LosslessNumber) ? "" : String(json);
}

/** Whatever cannot be read along the path is blank. */
function textAt(text: string, steps: readonly (string | number)[]): string | null {
  try {
    const found = steps.reduce<Json | undefined>(
      (json, step) => (json === undefined ? undefined : memberOf(json, step)),
      jsonOf(text)
    );
    return found === undefined || found === null ? null : wholeText(found) || null;
  } catch (error) {
    if (error instanceof FormulaFault) return null;
    throw error;
  }
}

/** Objects and lists as java.util writes them: `{a=1, b=[2, 3]}`. */
function wholeText(json: Json): string {
  if (Array.isArray(json)) return `[${(json as readonly Json[]).map(wholeText).join(", ")}]`;
  if (json === null || typeof json !== "object" || json instanceof LosslessNumber) return String(json);
  const members = Object.entries(json).map(([name, value]) => `${name}=${wholeText(value)}`);
  return `{${members.join(", ")}}`;
}

const stepPattern = /\.([A-Za-z_][\w-]*)|\[(-?\d+)\]|\['([^']*)'\]/y;

/** Members and positions; what else a path may hold (wildcards, filters, descents) is refused. */
function stepsOf(path: string, offset: number): (string | number)[] {
  const rest = path.startsWith("$") ? path.slice(1) : `.${path}`;
  const steps: (string | number)[] = [];
  stepPattern.lastIndex = 0;
  while (stepPattern.lastIndex < rest.length) {
    const match = stepPattern.exec(rest);
    if (match === null) throw new FormulaError(`JSONPATHVALUE: the path ${path} is not supported`, offset);
    const [, name, position, quoted] = match;
    steps.push(position === undefined ? (name ?? quoted!) : Number(position));
  }
  return steps;
}
