import type { ApexList, ApexMap } from "../../../runtime/collections.ts";
import { apexContext } from "../../../runtime/context.ts";
import { apexError } from "../../../runtime/exceptions.ts";
import { invokeMethod } from "../../../runtime/reflection.ts";
import { refuseCalloutAfterWork } from "../../../runtime/written-work.ts";
import { testState } from "../../../testing/test-context.ts";
import { nullArgument } from "../../definition/arguments.ts";
import { defineClass, type ClassDefinition } from "../../definition/define.ts";

/** The call of a class made from a WSDL. Like other callouts it leaves for nowhere: a test's mock answers. */
function invoke(stub: unknown, request: unknown, response: ApexMap | null, call: ApexList | null): void {
  if (call === null) throw nullArgument();
  apexContext().tx.limits.consume("callouts");
  refuseCalloutAfterWork();
  const [endpoint, soapAction, , requestName, responseNamespace, responseName, responseType] = call.items;
  const test = testState();
  if (!test)
    throw apexError(
      "System.CalloutException",
      `The local org makes no callouts: ${String(soapAction)} ${String(endpoint)}`
    );
  const mock = test.mocks.get("webservicemock");
  if (!mock)
    throw apexError("System.TypeException", "Methods defined as TestMethod do not support Web service callouts");
  const described = [endpoint, soapAction, requestName, responseNamespace, responseName, responseType];
  invokeMethod(mock, "doInvoke", [stub, request, response, ...described.map((text) => text ?? null)]);
}

export const webServiceClasses: readonly ClassDefinition[] = [
  defineClass({
    name: "WebServiceCallout",
    documentation: "Apex Reference Guide: WebServiceCallout Class",
    members: {
      "static void invoke(Object stub, Object request, Map<String, Object> response, List<String> call)": invoke
    }
  }),
  defineClass({
    name: "WebServiceMock",
    documentation: "Apex Reference Guide: WebServiceMock Interface",
    kind: "interface",
    members: {
      "void doInvoke(Object stub, Object request, Map<String, Object> response, String endpoint, String soapAction, String requestName, String responseNamespace, String responseName, String responseType)":
        null
    }
  })
];
