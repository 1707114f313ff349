import type { ApexMap } from "../../runtime/collections.ts";
import { apexContext } from "../../runtime/context.ts";
import { apexError } from "../../runtime/exceptions.ts";
import { nullArgument } from "../definition/arguments.ts";
import { defineClass, type ClassDefinition } from "../definition/define.ts";

/** Value of the class Flow.Interview and of those that are named after a flow. */
class Interview {
  readonly apexTypeName: string;
  readonly flow: string;
  readonly variables: ApexMap;
  outputs: ReadonlyMap<string, unknown> = new Map();

  constructor(flow: string, variables: ApexMap) {
    this.apexTypeName = `Flow.Interview.${flow}`;
    this.flow = flow;
    this.variables = variables;
  }

  start(): void {
    const { flows, tx } = apexContext();
    const name = this.flow.replace(/-\d+$/, "");
    // Public suites that pass in orgs catch this type where there is no such flow; its words are ours.
    if (!flows?.has(name)) throw apexError("System.TypeException", `There is no flow ${this.flow}`);
    if (!flows.runsForApex(name))
      throw apexError("System.FlowException", `The local org does not execute this flow: ${this.flow}`);
    const inputs = [...this.variables.entries()].map(([key, value]) => [String(key), value] as const);
    const [ended] = flows.start(tx, name, [new Map(inputs)]);
    if (ended instanceof Error)
      throw apexError("System.FlowException", `An unhandled fault has occurred in this flow. ${ended.message}`);
    this.outputs = ended!;
  }
}

function interview(flow: string | null, variables: ApexMap | null): Interview {
  if (flow === null || variables === null) throw nullArgument();
  return new Interview(flow, variables);
}

export const flowInterviewClass = defineClass({
  namespace: "Flow",
  name: "Interview",
  documentation: "Apex Reference Guide: Interview Class",
  members: {
    "static Flow.Interview createInterview(String flow, Map<String, Object> variables)": interview,
    "static Flow.Interview createInterview(String namespace, String flow, Map<String, Object> variables)": (
      _namespace: string | null,
      flow: string | null,
      variables: ApexMap | null
    ) => interview(flow, variables),
    "Object getVariableValue(String name)": (self: Interview, name: string | null) =>
      name === null ? null : (self.outputs.get(name) ?? self.variables.get(name) ?? null),
    "void start()": (self: Interview) => self.start()
  }
});

/** `Flow.Interview.Approve_Invoice`: the class that an org makes for a flow; versions of one are named `Approve_Invoice-2`. */
export function interviewClassesOf(flows: readonly string[]): ClassDefinition[] {
  return [...new Set(flows.map((name) => name.replace(/-\d+$/, "")))].map(interviewClassOf);
}

function interviewClassOf(flow: string): ClassDefinition {
  return defineClass({
    namespace: "Flow",
    name: `Interview.${flow}`,
    documentation: "Apex Reference Guide: Interview Class",
    extends: "Flow.Interview",
    members: {
      [`${flow}(Map<String, Object> variables)`]: (variables: ApexMap | null) => interview(flow, variables)
    }
  });
}
