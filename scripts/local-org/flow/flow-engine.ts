import type { ProjectSource, XmlComponent } from "../metadata/types.ts";
import type { Schema } from "../schema/types.ts";
import type { Transaction } from "../transaction/transaction.ts";
import { callAction, type RunApex } from "./actions.ts";
import { CompiledFlow } from "./compiled-flow.ts";
import type { Timing } from "./definition.ts";
import { FlowFault } from "./fault.ts";
import { interview, type Interview, type Request } from "./interview.ts";
import { flowRefusals } from "./problems.ts";
import { isInactive, isRun, readFlow } from "./read-flow.ts";
import { getRecords, writeRecords, type RecordAccess } from "./records.ts";
import { runTogether, type Ended, type Served } from "./run-together.ts";
import { Scope } from "./scope.ts";
import type { FlowValue } from "./values.ts";
import type { PathSink } from "./waiting-path.ts";

/** What flows of one org need of it. */
export interface FlowHost extends RecordAccess {
  readonly runApex: RunApex;
  /** Where scheduled paths wait. */
  readonly waiting: (tx: Transaction) => PathSink;
}

/** A flow at work on its author's desk: nothing refuses it at deployment, and what cannot run is not run. */
function readInactive(component: XmlComponent, schema: Schema): (readonly [string, CompiledFlow])[] {
  if (flowRefusals(component, schema).length > 0) return [];
  return [[component.name, new CompiledFlow(readFlow(component), schema)]];
}

/** The active flows without screens of a project. */
export class FlowEngine {
  private readonly flows: ReadonlyMap<string, CompiledFlow>;
  private readonly inactive: ReadonlyMap<string, CompiledFlow>;
  private readonly names: ReadonlySet<string>;
  private readonly byRecord = new Map<string, CompiledFlow[]>();
  readonly host: FlowHost;
  private started = 0;

  constructor(project: ProjectSource | undefined, schema: Schema, host: FlowHost) {
    this.host = host;
    const components = (project?.components ?? []).filter((one) => one.type === "Flow");
    // Versions of one are named `Approve_Invoice-2`.
    this.names = new Set(components.map((one) => one.name.replace(/-\d+$/, "")));
    this.flows = new Map(
      components.filter(isRun).map((one) => [one.name, new CompiledFlow(readFlow(one), schema)] as const)
    );
    this.inactive = new Map(components.filter(isInactive).flatMap((one) => readInactive(one, schema)));
    const inOrder = [...this.flows.values()].sort(
      (one, other) => placeOf(one) - placeOf(other) || (one.flow.name < other.flow.name ? -1 : 1)
    );
    for (const flow of inOrder) this.place(flow);
  }

  /** Those that the save of an object's records starts, in the order in which they run. */
  startedBy(object: string, timing: Timing): readonly CompiledFlow[] {
    return this.byRecord.get(`${object} ${timing}`) ?? [];
  }

  /** Whether the project has a flow of the name, of whatever kind. */
  has(name: string): boolean {
    return this.names.has(name);
  }

  /** An active flow that Apex, a client or another flow starts; undefined where there is none of the name. */
  named(name: string): CompiledFlow | undefined {
    const flow = this.flows.get(name);
    return flow?.flow.start.trigger ? undefined : flow;
  }

  /**
   * "Salesforce Help: Distribute Flows to Automated Systems": the active version of a flow, and where none is active the latest.
   */
  latest(name: string): CompiledFlow | undefined {
    return this.named(name) ?? this.inactive.get(name);
  }

  /** One interview for each; they come to an end together. */
  run(
    tx: Transaction,
    compiled: CompiledFlow,
    inputs: readonly ReadonlyMap<string, FlowValue>[],
    records: { readonly areNew?: boolean; readonly beforeSave?: boolean; readonly from?: string } = {}
  ): Ended[] {
    const scopes = inputs.map((given) => this.scope(tx, compiled, given, records.areNew ?? false));
    const interviews = scopes.map((scope) =>
      interview(scope, this.subflow(tx), records.beforeSave ?? false, records.from)
    );
    return runTogether(interviews, (requests) => this.serve(requests));
  }

  scope(tx: Transaction, compiled: CompiledFlow, inputs: ReadonlyMap<string, FlowValue>, isNew: boolean): Scope {
    return new Scope(tx, compiled, inputs, isNew, `${++this.started}`.padStart(8, "0"));
  }

  private place(compiled: CompiledFlow): void {
    const { trigger } = compiled.flow.start;
    if (!trigger) return;
    const key = `${compiled.objectOf("$Record")!.name} ${trigger.timing}`;
    this.byRecord.set(key, [...(this.byRecord.get(key) ?? []), compiled]);
  }

  private subflow(tx: Transaction): (name: string, inputs: ReadonlyMap<string, FlowValue>) => Interview {
    return (name, inputs) => {
      const compiled = this.named(name);
      if (!compiled) throw new FlowFault(`The local org has no flow ${name} that it can run within another`);
      return interview(this.scope(tx, compiled, inputs, false), this.subflow(tx), false);
    };
  }

  private serve(requests: readonly Request[]): readonly Served[] {
    const { element } = requests[0]!;
    switch (element.kind) {
      case "getRecords":
        return getRecords(this.host, element, requests);
      case "action":
        return callAction(this.host.runApex, element, requests);
      default:
        return writeRecords(this.host, element, requests);
    }
  }
}

/** "Define the Run Order of Record-Triggered Flows for an Object": 1 to 1,000, those without a number, 1,001 to 2,000. */
function placeOf({ flow: { start } }: CompiledFlow): number {
  return start.trigger?.order ?? 1000.5;
}
