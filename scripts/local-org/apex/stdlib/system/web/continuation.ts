import { ApexMap } from "../../../runtime/collections.ts";
import { apexContext } from "../../../runtime/context.ts";
import { apexError } from "../../../runtime/exceptions.ts";
import type { ApexObject } from "../../../runtime/object.ts";
import { invokeMethod } from "../../../runtime/reflection.ts";
import { libraryType, stringType } from "../../../runtime/runtime-type.ts";
import { testState } from "../../../testing/test-context.ts";
import { nullArgument } from "../../definition/arguments.ts";
import { defineClass } from "../../definition/define.ts";
import type { HttpRequestValue, HttpResponseValue } from "./http.ts";
import { property } from "../../definition/properties.ts";

/** "You can add up to three HTTP requests to a Continuation object." */
const mostRequests = 3;

/** Value of the class System.Continuation. Only tests have it continued: nothing else is called out to from here. */
class Continuation {
  readonly apexTypeName = "System.Continuation";
  readonly timeout: number;
  readonly requests = new ApexMap(stringType, libraryType("HttpRequest"));
  continuationMethod: string | null = null;
  state: unknown = null;

  constructor(timeout: number | null) {
    if (timeout === null) throw nullArgument();
    this.timeout = timeout;
  }

  add(request: HttpRequestValue | null): string {
    if (request === null) throw nullArgument();
    if (this.requests.size === mostRequests)
      throw apexError("System.LimitException", `A continuation takes no more than ${mostRequests} requests`);
    const label = `Continuation-${this.requests.size + 1}`;
    this.requests.set(label, request);
    return label;
  }
}

const responsesKey = Symbol("responses of continuations");

function responses(): Map<string, HttpResponseValue> {
  const { state } = apexContext().tx;
  let known = state.get(responsesKey) as Map<string, HttpResponseValue> | undefined;
  if (!known) state.set(responsesKey, (known = new Map()));
  return known;
}

/** "Test.setContinuationResponse(requestLabel, mockResponse)" */
export function setContinuationResponse(label: string | null, response: HttpResponseValue | null): void {
  if (label === null || response === null) throw nullArgument();
  responses().set(label, response);
}

/** "Test.invokeContinuationMethod(controller, request)": what the callback of the controller returns. */
export function invokeContinuationMethod(controller: ApexObject | null, request: Continuation | null): unknown {
  if (controller === null || request === null) throw nullArgument();
  if (!testState()) throw apexError("System.TypeException", "This method can only be called from a test");
  if (request.continuationMethod === null)
    throw apexError("System.TypeException", "The continuation names no method to continue with");
  return invokeMethod(controller, request.continuationMethod, []);
}

export const continuationClass = defineClass({
  name: "Continuation",
  documentation: "Apex Reference Guide: Continuation Class",
  members: {
    "Continuation(Integer timeout)": (timeout: number | null) => new Continuation(timeout),
    "static HttpResponse getResponse(String requestLabel)": (label: string | null) =>
      label === null ? null : (responses().get(label) ?? null),
    "String continuationMethod": property<Continuation>("continuationMethod"),
    "readonly Integer timeout": { get: (self: Continuation) => self.timeout },
    "Object state": property<Continuation>("state"),
    "String addHttpRequest(HttpRequest request)": (self: Continuation, request: HttpRequestValue | null) =>
      self.add(request),
    "Map<String, HttpRequest> getRequests()": (self: Continuation) => self.requests
  }
});
