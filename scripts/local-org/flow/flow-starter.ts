import type { FlowStarter } from "../apex/runtime/context.ts";
import { fromApex, toApex } from "./apex-values.ts";
import type { FlowEngine } from "./flow-engine.ts";

/** Flows as Apex and clients start them. */
export function flowStarter(engine: FlowEngine): FlowStarter {
  return {
    has: (name) => engine.has(name),
    runs: (name) => engine.named(name) !== undefined,
    runsForApex: (name) => engine.latest(name) !== undefined,
    start(tx, name, inputs) {
      const flow = engine.latest(name)!;
      const given = inputs.map((one) => new Map([...one].map(([key, value]) => [key, fromApex(value)] as const)));
      return engine
        .run(tx, flow, given)
        .map(
          ({ outputs, error }) =>
            error ?? new Map([...outputs].map(([key, value]) => [key, toApex(value, flow.apexTypeOf(key))] as const))
        );
    }
  };
}
