import { LimitExceededError } from "../transaction/limits.ts";
import { PlatformError } from "../transaction/platform-error.ts";
import { assign, sorted } from "./assignments.ts";
import { meets } from "./criteria.ts";
import type {
  CallAction,
  CallFlow,
  CreateRecords,
  CustomError,
  Decide,
  DeleteRecords,
  Element,
  FilterCollection,
  GetRecords,
  Loop,
  Outcome,
  UpdateRecords
} from "./definition.ts";
import { FlowFault, RecordRefused } from "./fault.ts";
import type { Scope } from "./scope.ts";
import { isCollection, OutputValues, type FlowValue } from "./values.ts";

/** What an interview cannot do alone: all that wait at the same element are served together. */
export interface Request {
  readonly element: GetRecords | CreateRecords | UpdateRecords | DeleteRecords | CallAction;
  readonly scope: Scope;
}

/** Ends with the flow's output; gets back what its request gave, or the fault is thrown into it. */
export type Interview = Generator<Request, ReadonlyMap<string, FlowValue>, FlowValue>;

/** What an interview needs of the engine to start another flow. */
export type Subflow = (name: string, inputs: ReadonlyMap<string, FlowValue>) => Interview;

/** No flow that ends takes as many; one that does not would keep the org for ever. */
const MOST_ELEMENTS = 1_000_000;

interface Position {
  readonly items: readonly FlowValue[];
  next: number;
}

/** Goes through one flow. `$Record` of a flow before the save is the record itself. */
export function* interview(
  scope: Scope,
  subflow: Subflow,
  isBeforeSave: boolean,
  from = scope.compiled.flow.start.next
): Interview {
  yield* new Walk(scope, subflow, isBeforeSave).run(from);
  return scope.outputs();
}

class Walk {
  private readonly scope: Scope;
  private readonly subflow: Subflow;
  private readonly isBeforeSave: boolean;
  private readonly loops = new Map<string, Position>();

  constructor(scope: Scope, subflow: Subflow, isBeforeSave: boolean) {
    this.scope = scope;
    this.subflow = subflow;
    this.isBeforeSave = isBeforeSave;
  }

  *run(from: string | undefined): Generator<Request, void, FlowValue> {
    const { elements } = this.scope.compiled.flow;
    let at = from;
    for (let steps = 0; at !== undefined; steps++) {
      if (steps > MOST_ELEMENTS) throw new LimitExceededError("Apex CPU time limit exceeded");
      const element: Element | undefined = elements.get(at);
      if (!element) throw new FlowFault(`The flow has no element ${at}`);
      this.scope.visited.add(element.name);
      at = yield* this.step(element);
    }
  }

  private *step(element: Element): Generator<Request, string | undefined, FlowValue> {
    try {
      return yield* this.take(element);
    } catch (error) {
      if (!isFault(error)) throw error;
      this.scope.faults.set(element.name, error.message);
      const onFault = "onFault" in element ? element.onFault : undefined;
      if (onFault === undefined) throw error;
      this.scope.faultMessage = error.message;
      return onFault;
    }
  }

  private *take(element: Element): Generator<Request, string | undefined, FlowValue> {
    const { scope } = this;
    switch (element.kind) {
      case "assignment":
        for (const item of element.items) assign(scope, item);
        return element.next;
      case "decision":
        return this.decide(element);
      case "loop":
        return this.goOn(element);
      case "filterCollection":
        scope.hold(element.name, this.filtered(element));
        return element.next;
      case "sortCollection":
        scope.hold(element.name, sorted(scope, element));
        return element.next;
      case "customError":
        throw this.refusal(element);
      case "subflow":
        yield* this.call(element);
        return element.next;
      case "updateRecords":
        if (this.isBeforeSave && element.from?.[0] === "$Record") {
          for (const { field, value } of element.values) scope.write(["$Record", field], scope.given(value));
          return element.next;
        }
        yield { element, scope };
        return element.next;
      default:
        yield { element, scope };
        return element.next;
    }
  }

  private decide({ outcomes, next }: Decide): string | undefined {
    const taken = outcomes.find((outcome) => this.isTaken(outcome));
    for (const outcome of outcomes) this.scope.hold(outcome.name, outcome === taken);
    return taken ? taken.next : next;
  }

  private isTaken({ criteria, onlyWhenItBeginsToMeet }: Outcome): boolean {
    return meets(this.scope, criteria) && !(onlyWhenItBeginsToMeet && metBefore(this.scope, criteria));
  }

  private goOn({ name, over, descending, into, each, next }: Loop): string | undefined {
    let position = this.loops.get(name);
    if (!position) {
      const items = this.scope.read(over);
      const all = isCollection(items) ? [...items] : [];
      this.loops.set(name, (position = { items: descending ? all.reverse() : all, next: 0 }));
    }
    if (position.next === position.items.length) {
      this.loops.delete(name);
      return next;
    }
    const item = position.items[position.next++]!;
    this.scope.hold(name, item);
    if (into) this.scope.write(into, item);
    return each;
  }

  private filtered({ over, item, criteria }: FilterCollection): FlowValue {
    const items = this.scope.read(over);
    return (isCollection(items) ? items : []).filter((one) => {
      this.scope.hold(item, one);
      return meets(this.scope, criteria);
    });
  }

  private refusal({ messages }: CustomError): RecordRefused {
    return new RecordRefused(
      messages.map(({ message, field }) => ({
        message: String(this.scope.given(message)),
        ...(field !== undefined && { field })
      }))
    );
  }

  private *call({ name, flow, inputs, outputs }: CallFlow): Generator<Request, void, FlowValue> {
    const given = new Map(inputs.map((input) => [input.name, this.scope.given(input.value)]));
    const answered = yield* this.subflow(flow, given);
    this.scope.hold(name, new OutputValues(answered));
    for (const { name: output, into } of outputs) this.scope.write(into, answered.get(output) ?? null);
  }
}

/** Whether the record, as it was, met the criteria. */
export function metBefore(scope: Scope, criteria: Parameters<typeof meets>[1]): boolean {
  const [now, before] = [scope.read(["$Record"]), scope.read(["$Record__Prior"])];
  if (before === null) return false;
  scope.hold("$Record", before);
  try {
    return meets(scope, criteria);
  } finally {
    scope.hold("$Record", now);
  }
}

/** What a fault path takes; limits and mistakes of the local org itself are not for flows. */
export function isFault(error: unknown): error is Error {
  return error instanceof FlowFault || (error instanceof PlatformError && !(error instanceof LimitExceededError));
}
