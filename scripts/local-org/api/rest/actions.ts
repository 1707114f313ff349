import { ApexMap, type ApexList } from "../../apex/runtime/collections.ts";
import { ApexException, toApexException } from "../../apex/runtime/exceptions.ts";
import { annotation, type ApexClassInfo, type MethodInfo } from "../../apex/runtime/reflection.ts";
import { anyType, stringType, type RuntimeType } from "../../apex/runtime/runtime-type.ts";
import { fromPlain, invocableMethod, parameterType, toPlain } from "../../apex/stdlib/invocable/invocable-values.ts";
import { fromNode } from "../../apex/stdlib/system/json/json-read.ts";
import { parseJson, type JsonNode } from "../../apex/stdlib/system/json/json-text.ts";
import { serialize } from "../../apex/stdlib/system/json/json-write.ts";
import { textOf, type XmlElement } from "../../metadata/xml.ts";
import { ApiError, ok, type ApiRequest, type ApiResponse } from "../http/exchange.ts";
import type { Router } from "../http/router.ts";

interface ActionResult {
  /** "The class's invocable method name" ("Actions Developer Guide: Invoking Actions"). */
  readonly actionName: string;
  readonly errors: readonly { statusCode: string; message: string; fields: readonly string[] }[] | null;
  readonly isSuccess: boolean;
  readonly outputValues: unknown;
}

/** "REST API Developer Guide: Get Custom Invocable Actions", "Actions Developer Guide: Apex Actions". */
export function addActionRoutes(router: Router): void {
  router
    .on("GET /services/data/:version/actions", (request) => ok({ custom: `${addressOf(request)}/custom` }))
    .on("GET /services/data/:version/actions/custom", (request) =>
      ok({ apex: `${addressOf(request)}/custom/apex`, flow: `${addressOf(request)}/custom/flow` })
    )
    .on("GET /services/data/:version/actions/custom/flow", (request) => ok({ actions: listFlows(request) }))
    .on("POST /services/data/:version/actions/custom/flow/:name", startFlow)
    .on("GET /services/data/:version/actions/custom/apex", (request) => ok({ actions: listActions(request) }))
    .on("POST /services/data/:version/actions/custom/apex/:name", invokeAction);
}

function addressOf(request: ApiRequest): string {
  return `/services/data/${request.parameters["version"]!}/actions`;
}

function listActions(request: ApiRequest): unknown[] {
  return request.org.program.classes.flatMap((info) => {
    const method = invocableMethod(info);
    if (!method || !mayCall(request, info)) return [];
    const label = annotation(method, "InvocableMethod")?.arguments.get("label") ?? method.name;
    return [{ label, name: info.name, type: "APEX", url: `${addressOf(request)}/custom/apex/${info.name}` }];
  });
}

/** All inputs in one call of the method, in one transaction: the answer has a result for each. */
function invokeAction(request: ApiRequest): ApiResponse {
  const info = request.org.program.classByName(request.parameters["name"]!);
  const method = info && invocableMethod(info);
  if (!info || !method) throw new ApiError(404, "NOT_FOUND", "The requested resource does not exist");
  if (!mayCall(request, info))
    throw new ApiError(403, "FORBIDDEN", `You do not have access to the Apex class named: ${info.name}`);
  const inputs = inputsOf(request);
  try {
    const outputs = request.transaction((tx) => request.org.runApex(tx, () => run(method, inputs)));
    return ok(outputs.map((outputValues) => result(method, null, outputValues)));
  } catch (error) {
    const exception = toApexException(error);
    if (!(exception instanceof ApexException)) throw error;
    const message = `An Apex error occurred: ${exception.apexTypeName}: ${exception.apexMessage ?? "Script-thrown exception"}`;
    const errors = [{ statusCode: "UNKNOWN_EXCEPTION", message, fields: [] }];
    return { status: 400, body: inputs.map(() => result(method, errors, null)) };
  }
}

function listFlows(request: ApiRequest): unknown[] {
  const flows = (request.org.source?.components ?? []).filter(
    ({ type, name }) => type === "Flow" && runs(request, name)
  );
  return flows.map(({ name, content }) => {
    const label = textOf(content as XmlElement, "label") ?? name;
    return { label, name, type: "FLOW", url: `${addressOf(request)}/custom/flow/${name}` };
  });
}

function runs({ org }: ApiRequest, name: string): boolean {
  return org.flows.runs(name);
}

/** "Actions Developer Guide: Flow Actions": an interview for each input, in one transaction; a fault takes all back. */
function startFlow(request: ApiRequest): ApiResponse {
  const actionName = request.parameters["name"]!;
  if (!runs(request, actionName)) throw new ApiError(404, "NOT_FOUND", "The requested resource does not exist");
  const inputs = inputsOf(request);
  const given = inputs.map(
    (input) => new Map([...input].map(([name, node]) => [name, fromNode(node, anyType)] as const))
  );
  try {
    const outputs = request.transaction((tx) => {
      const ended = request.org.runApex(tx, () => request.org.flows.start(tx, actionName, given));
      return ended.map((one) => {
        if (one instanceof Error) throw new FlowFailed(one.message);
        const values = new ApexMap(stringType, anyType);
        for (const [name, value] of one) values.set(name, value);
        values.set("Flow__InterviewStatus", "Finished");
        return JSON.parse(serialize(values)) as unknown;
      });
    });
    return ok(outputs.map((outputValues) => ({ actionName, errors: null, isSuccess: true, outputValues })));
  } catch (error) {
    if (!(error instanceof FlowFailed)) throw error;
    const message = `An unhandled fault has occurred in this flow. ${error.message}`;
    const errors = [{ statusCode: "UNKNOWN_EXCEPTION", message, fields: [] }];
    const failed = { actionName, errors, isSuccess: false, outputValues: null };
    return { status: 400, body: inputs.map(() => failed) };
  }
}

class FlowFailed extends Error {}

function result(method: MethodInfo, errors: ActionResult["errors"], outputValues: unknown): ActionResult {
  return { actionName: method.name, errors, isSuccess: errors === null, outputValues };
}

function run(method: MethodInfo, inputs: readonly ReadonlyMap<string, JsonNode>[]): unknown[] {
  const args = method.parameters.map(({ type }) =>
    fromPlain(
      inputs.map((input) => valuesOf(input, type.arguments[0] ?? anyType)),
      type
    )
  );
  const returned = method.invoke(null, args) as ApexList | null;
  if (method.returnType.name === "void") return inputs.map(() => null);
  return toPlain(returned, inputs.length).map((output) => JSON.parse(serialize(output)) as unknown);
}

/** An input's members as Apex values: of the variables with their names, or of what the method takes a list of. */
function valuesOf(input: ReadonlyMap<string, JsonNode>, element: RuntimeType): ApexMap {
  const values = new ApexMap(stringType, anyType);
  for (const [name, node] of input) values.set(name, fromNode(node, parameterType(element, name)));
  return values;
}

function inputsOf(request: ApiRequest): ReadonlyMap<string, JsonNode>[] {
  request.json();
  const body = parseJson(Buffer.from(request.bytes()).toString("utf8"));
  const inputs = body instanceof Map ? body.get("inputs") : undefined;
  if (!Array.isArray(inputs) || !inputs.every((input) => input instanceof Map))
    throw new ApiError(400, "JSON_PARSER_ERROR", "The body needs the list inputs, with an object for each invocation");
  return inputs;
}

function mayCall(request: ApiRequest, info: ApexClassInfo): boolean {
  return request.transaction((tx) => request.org.mayCallClass(tx, info.name));
}
