import { FormulaError } from "../formula/parser.ts";
import type { ProjectSource, SourceProblem, XmlComponent } from "../metadata/types.ts";
import { problemsOf, type Refusal } from "../metadata/rules/refusal.ts";
import type { Schema, SObjectType } from "../schema/types.ts";
import { CompiledFlow } from "./compiled-flow.ts";
import type { Element, ScheduledPath } from "./definition.ts";
import { isRun, NotRun, readFlow } from "./read-flow.ts";

/** What a deployment refuses of the flows that the local org would run: what it cannot run, and what leads nowhere. */
export function flowProblems(project: ProjectSource, schema: Schema): SourceProblem[] {
  return project.components
    .filter((one) => one.type === "Flow" && isRun(one))
    .flatMap((component) => problemsOf(component, flowRefusals(component, schema)));
}

/** What stands against running a flow, none where nothing does. */
export function flowRefusals(component: XmlComponent, schema: Schema): Refusal[] {
  try {
    const { flow } = new CompiledFlow(readFlow(component), schema);
    const { trigger, next, scheduledPaths } = flow.start;
    const objects = [trigger?.object, ...[...flow.elements.values()].map(objectOf)];
    const unknown = objects.filter((name) => name !== undefined && !schema.object(name)) as string[];
    const targets = [
      next,
      ...scheduledPaths.map((path) => path.next),
      ...[...flow.elements.values()].flatMap(targetsOf)
    ];
    const missing = targets.filter((name) => name !== undefined && !flow.elements.has(name)) as string[];
    return [
      ...unknown.map((name) => ({ near: `>${name}<`, message: `The object ${name} of the flow does not exist` })),
      ...missing.map((name) => ({ near: `>${name}<`, message: `The flow has no element ${name}` })),
      ...scheduledPaths.flatMap((path) => momentRefusals(path, schema.object(trigger?.object ?? "")))
    ];
  } catch (error) {
    if (error instanceof NotRun) return [{ near: error.near, message: error.message }];
    if (error instanceof FormulaError)
      return [{ near: "<expression>", message: `The formula expression is invalid: ${error.message}` }];
    throw error;
  }
}

function momentRefusals({ when }: ScheduledPath, type: SObjectType | undefined): Refusal[] {
  if (when?.field === undefined || !type) return [];
  const field = type.field(when.field);
  if (field?.type === "date" || field?.type === "datetime") return [];
  return [{ near: `>${when.field}<`, message: `${type.name} has no date ${when.field} for a scheduled path` }];
}

function objectOf(element: Element): string | undefined {
  return "object" in element ? element.object : undefined;
}

function targetsOf(element: Element): (string | undefined)[] {
  const targets = [element.next, "onFault" in element ? element.onFault : undefined];
  if (element.kind === "loop") return [...targets, element.each];
  return element.kind === "decision" ? [...targets, ...element.outcomes.map(({ next }) => next)] : targets;
}
