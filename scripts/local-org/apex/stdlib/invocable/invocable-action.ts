import { ApexList, ApexMap } from "../../runtime/collections.ts";
import { apexContext } from "../../runtime/context.ts";
import { toApexException } from "../../runtime/exceptions.ts";
import type { MethodInfo } from "../../runtime/reflection.ts";
import { anyType, libraryType, stringType } from "../../runtime/runtime-type.ts";
import { fromPlain, invocableMethod, toPlain } from "./invocable-values.ts";
import { nullArgument } from "../definition/arguments.ts";
import { defineClass, type ClassDefinition } from "../definition/define.ts";
import { untyped } from "../system/json/json-read.ts";
import type { JsonNode } from "../system/json/json-text.ts";
import { registerReader } from "../system/json/json-types.ts";

/** Value of the class Invocable.Action. */
class Action {
  readonly apexTypeName = "Invocable.Action";
  readonly type: string;
  readonly namespace: string | null;
  readonly name: string | null;
  readonly standard: boolean;
  invocations: ApexMap[] = [];

  constructor(type: string | null, namespace: string | null, name: string | null, standard: boolean) {
    if (type === null || (!standard && name === null)) throw nullArgument();
    this.type = type;
    this.namespace = namespace;
    this.name = name;
    this.standard = standard;
  }

  invoke(): ApexList {
    const results = this.invocableMethod ? this.run(this.invocableMethod) : this.refuse();
    return new ApexList(libraryType("Invocable.Action.Result"), results);
  }

  get jsonMembers(): Readonly<Record<string, unknown>> {
    return { type: this.type, namespace: this.namespace, name: this.name, standard: this.standard };
  }

  private get invocableMethod(): MethodInfo | undefined {
    if (this.standard || this.type.toLowerCase() !== "apex") return undefined;
    return invocableMethod(apexContext().program.classByName(this.name!));
  }

  private refuse(): ActionResult[] {
    const name = this.name === null ? this.type : `${this.type} ${this.name}`;
    const error = new ActionError("NOT_SUPPORTED", `The local org does not execute the action ${name}`);
    return this.parameters.map((input) => new ActionResult(this, input, new ApexMap(stringType, anyType), [error]));
  }

  private get parameters(): readonly ApexMap[] {
    return this.invocations.length > 0 ? this.invocations : [new ApexMap(stringType, anyType)];
  }

  private run(method: MethodInfo): ActionResult[] {
    const inputs = this.parameters;
    try {
      const args = method.parameters.map(({ type }) => fromPlain(inputs, type));
      const outputs = toPlain(method.invoke(null, args), inputs.length);
      return inputs.map((input, index) => new ActionResult(this, input, outputs[index]!, []));
    } catch (thrown) {
      const exception = toApexException(thrown);
      if (!exception) throw thrown;
      const error = new ActionError("UNKNOWN_EXCEPTION", exception.apexMessage ?? "Script-thrown exception");
      return inputs.map((input) => new ActionResult(this, input, new ApexMap(stringType, anyType), [error]));
    }
  }
}

class ActionError {
  readonly apexTypeName = "Invocable.Action.Error";
  readonly code: string;
  readonly message: string;

  constructor(code: string, message: string) {
    this.code = code;
    this.message = message;
  }

  get jsonMembers(): Readonly<Record<string, unknown>> {
    return { code: this.code, message: this.message };
  }
}

class ActionResult {
  readonly apexTypeName = "Invocable.Action.Result";
  readonly action: Action | null;
  readonly input: ApexMap;
  readonly output: ApexMap;
  readonly errors: readonly ActionError[];
  success: boolean;

  constructor(action: Action | null, input: ApexMap, output: ApexMap, errors: readonly ActionError[]) {
    this.action = action;
    this.input = input;
    this.output = output;
    this.errors = errors;
    this.success = errors.length === 0;
  }
}

function addInvocation(self: Action): Action {
  self.invocations.push(new ApexMap(stringType, anyType));
  return self;
}

function setParameter(self: Action, name: string | null, value: unknown): Action {
  if (name === null) throw nullArgument();
  if (self.invocations.length === 0) addInvocation(self);
  self.invocations.at(-1)!.set(name, value);
  return self;
}

/** Actions of Apex classes run; those of flows and standard ones fail with an error. */
export const invocableActionClasses: readonly ClassDefinition[] = [
  defineClass({
    namespace: "Invocable",
    name: "Action",
    documentation: "Apex Reference Guide: Action Class (Invocable Namespace)",
    members: {
      "static Invocable.Action createCustomAction(String type, String name)": (
        type: string | null,
        name: string | null
      ) => new Action(type, null, name, false),
      "static Invocable.Action createCustomAction(String type, String namespace, String name)": (
        type: string | null,
        namespace: string | null,
        name: string | null
      ) => new Action(type, namespace, name, false),
      "static Invocable.Action createStandardAction(String type)": (type: string | null) =>
        new Action(type, null, null, true),
      "Invocable.Action addInvocation()": addInvocation,
      "Invocable.Action clearInvocations()": (self: Action) => {
        self.invocations = [];
        return self;
      },
      "String getName()": (self: Action) => self.name ?? self.type,
      "String getNamespace()": (self: Action) => self.namespace,
      "String getType()": (self: Action) => self.type,
      "List<Invocable.Action.Result> invoke()": (self: Action) => self.invoke(),
      "Boolean isStandard()": (self: Action) => self.standard,
      "Invocable.Action setInvocationParameter(String name, Object value)": setParameter,
      "Invocable.Action setInvocations(List<Map<String, Object>> invocations)": (
        self: Action,
        all: ApexList | null
      ) => {
        if (all === null) throw nullArgument();
        self.invocations = all.items as ApexMap[];
        return self;
      }
    }
  }),
  defineClass({
    namespace: "Invocable",
    name: "Action.Result",
    documentation: "Apex Reference Guide: Action.Result Class",
    members: {
      "Invocable.Action getAction()": (self: ActionResult) => self.action,
      "List<Invocable.Action.Error> getErrors()": (self: ActionResult) =>
        new ApexList(libraryType("Invocable.Action.Error"), [...self.errors]),
      "Map<String, Object> getInvocationParameters()": (self: ActionResult) => self.input,
      "Map<String, Object> getOutputParameters()": (self: ActionResult) => self.output,
      "Boolean isSuccess()": (self: ActionResult) => self.success
    }
  }),
  defineClass({
    namespace: "Invocable",
    name: "Action.Error",
    documentation: "Apex Reference Guide: Action.Error Class",
    members: {
      "String getCode()": (self: ActionError) => self.code,
      "String getMessage()": (self: ActionError) => self.message
    }
  })
];

registerReader("Invocable.Action.Error", errorOf);
registerReader("Invocable.Action.Result", (members) => {
  const errors = members.get("errors");
  const output = new ApexMap(stringType, anyType);
  const parameters = members.get("outputParameters");
  if (parameters instanceof Map) for (const [name, value] of parameters) output.set(name, untyped(value));
  const failures = Array.isArray(errors) ? errors.map((error) => errorOf(error as ReadonlyMap<string, JsonNode>)) : [];
  const result = new ActionResult(null, new ApexMap(stringType, anyType), output, failures);
  result.success = members.get("success") === true;
  return result;
});

function errorOf(members: ReadonlyMap<string, JsonNode>): ActionError {
  return new ActionError(String(members.get("code") ?? ""), String(members.get("message") ?? ""));
}
