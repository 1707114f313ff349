import { ApexException, toApexException } from "../../apex/runtime/exceptions.ts";
import { annotation, type ApexClassInfo, type MethodInfo } from "../../apex/runtime/reflection.ts";
import { ApexMap } from "../../apex/runtime/collections.ts";
import { stringType } from "../../apex/runtime/runtime-type.ts";
import { fromNode } from "../../apex/stdlib/system/json/json-read.ts";
import { parseJson, type JsonNode } from "../../apex/stdlib/system/json/json-text.ts";
import { serialize } from "../../apex/stdlib/system/json/json-write.ts";
import { RestRequestValue, RestResponseValue, restExchange } from "../../apex/stdlib/system/web/rest.ts";
import type { ApexProgram } from "../../apex/runtime/program.ts";
import { Blob } from "../../values/blob.ts";
import { ApiError, type ApiRequest, type ApiResponse } from "../http/exchange.ts";

const JSON_TYPE = "application/json;charset=UTF-8";

/**
 * Runs the `@Http…` method of the `@RestResource` whose mapping fits ("Apex Developer Guide: RestResource Annotation",
 * "Apex REST Methods"): parameters come from the body's members by name, the answer is the method's result or what it
 * wrote into RestContext.response.
 */
export function callRestResource(request: ApiRequest): ApiResponse {
  const path = pathOf(request);
  const resource = findResource(request.org.program, path);
  if (!resource) throw new ApiError(404, "NOT_FOUND", "Could not find a match for URL");
  const method = httpMethod(resource.info, request.method);
  if (!method)
    throw new ApiError(
      405,
      "METHOD_NOT_ALLOWED",
      `HTTP Method '${request.method}' not allowed for ${resource.info.name}`
    );
  if (!request.transaction((tx) => request.org.mayCallClass(tx, resource.info.name))) {
    throw new ApiError(403, "FORBIDDEN", `You do not have access to the Apex class named: ${resource.info.name}`);
  }
  try {
    return request.transaction((tx) => request.org.runApex(tx, () => invoke(request, path, resource.mapping, method)));
  } catch (error) {
    const exception = toApexException(error);
    if (!(exception instanceof ApexException)) throw error;
    throw new ApiError(
      500,
      "APEX_ERROR",
      `${exception.apexTypeName}: ${exception.apexMessage ?? "Script-thrown exception"}\n\n${request.org.program
        .stackTrace(exception)
        .map((frame) => `${frame.place}: line ${frame.line}, column 1`)
        .join("\n")}`
    );
  }
}

/** "Apex Developer Guide: Namespaces in Apex REST URLs": resources of a package lie below its namespace. */
function pathOf({ org, parameters }: ApiRequest): string {
  const path = `/${parameters["path"] ?? ""}`;
  const { namespace } = org.schema;
  if (namespace === "") return path;
  const [, first = ""] = path.split("/");
  if (first.toLowerCase() !== namespace.toLowerCase())
    throw new ApiError(404, "NOT_FOUND", "Could not find a match for URL");
  return path.slice(first.length + 1) || "/";
}

function findResource(program: ApexProgram, path: string): { info: ApexClassInfo; mapping: string } | undefined {
  const fitting = program.classes.flatMap((info) => {
    const mapping = annotation(info, "RestResource")?.arguments.get("urlmapping");
    return typeof mapping === "string" && fits(mapping, path) ? [{ info, mapping }] : [];
  });
  // "An exact match always wins over one with a wildcard", and the longest of those before shorter ones.
  return fitting.sort(
    (one, other) =>
      Number(one.mapping.includes("*")) - Number(other.mapping.includes("*")) ||
      other.mapping.length - one.mapping.length
  )[0];
}

function fits(mapping: string, path: string): boolean {
  if (!mapping.endsWith("*")) return mapping.replace(/\/$/, "") === path;
  const prefix = mapping.slice(0, -1);
  return path.startsWith(prefix) || path === prefix.replace(/\/$/, "");
}

function httpMethod(info: ApexClassInfo, verb: string): MethodInfo | undefined {
  const wanted = `http${verb === "DELETE" ? "delete" : verb.toLowerCase()}`;
  return info.methods.find((method) => method.annotations.some((one) => one.name.toLowerCase() === wanted));
}

function invoke(request: ApiRequest, path: string, mapping: string, method: MethodInfo): ApiResponse {
  const exchange = restExchange();
  const response = new RestResponseValue();
  exchange.request = restRequest(request, path, mapping);
  exchange.response = response;
  const result = method.invoke(null, argumentsOf(request, method));
  const headers = Object.fromEntries(
    [...response.headers.entries()].map(([name, value]) => [String(name), String(value)])
  );
  const status = response.statusCode ?? 200;
  if (response.responseBody)
    return {
      status,
      body: Buffer.from(response.responseBody.bytes),
      headers: { "Content-Type": JSON_TYPE, ...headers }
    };
  if (method.returnType.name === "void") return { status, headers };
  return { status, body: serialize(result), headers: { "Content-Type": JSON_TYPE, ...headers } };
}

function restRequest(request: ApiRequest, path: string, mapping: string): RestRequestValue {
  const value = new RestRequestValue();
  value.httpMethod = request.method;
  value.requestURI = path;
  value.resourcePath = `/services/apexrest${mapping}`;
  value.remoteAddress = "127.0.0.1";
  value.requestBody = new Blob(request.bytes());
  value.params = mapOf([...request.query]);
  value.headers = mapOf(
    Object.entries(request.headers).flatMap(([name, text]) => (text === undefined ? [] : [[name, text]]))
  );
  return value;
}

function argumentsOf(request: ApiRequest, method: MethodInfo): unknown[] {
  if (method.parameters.length === 0) return [];
  const body = readBody(request);
  return method.parameters.map(({ name, type }) => fromNode(body.get(name) ?? null, type));
}

function readBody(request: ApiRequest): ReadonlyMap<string, JsonNode> {
  try {
    const node = parseJson(Buffer.from(request.bytes()).toString("utf8") || "{}");
    if (node instanceof Map) return node;
  } catch {
    // Told below in the platform's words.
  }
  throw new ApiError(
    400,
    "JSON_PARSER_ERROR",
    "The request body must be a JSON object whose members are the method's parameters"
  );
}

function mapOf(entries: readonly (readonly string[])[]): ApexMap {
  const map = new ApexMap(stringType, stringType);
  for (const [name, value] of entries) map.set(name, value);
  return map;
}
