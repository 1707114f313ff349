import { defineClass, type ClassDefinition } from "../definition/define.ts";
import { PlatformValue } from "../definition/platform-value.ts";
import { httpClass } from "../system/web/http.ts";

const paymentsHttp = { apexTypeName: "CommercePayments.PaymentsHttp" };

/** What gateway adapters need of the namespace to call out and to say how a call ended; its requests and responses are missing. */
export const commercePaymentsClasses: readonly ClassDefinition[] = [
  defineClass({
    namespace: "CommercePayments",
    name: "PaymentsHttp",
    documentation: "Apex Reference Guide: PaymentsHttp Class",
    members: {
      "PaymentsHttp()": () => paymentsHttp,
      "HttpResponse send(HttpRequest request)": httpClass.members!["HttpResponse send(HttpRequest request)"]!
    }
  }),
  defineClass({
    namespace: "CommercePayments",
    name: "SalesforceResultCode",
    documentation: "Apex Reference Guide: SalesforceResultCode Enum",
    kind: "enum",
    constants: [
      "Decline",
      "Indeterminate",
      "PermanentFail",
      "RequiresReview",
      "Success",
      "SystemError",
      "ValidationError"
    ]
  }),
  defineClass({
    namespace: "CommercePayments",
    name: "SalesforceResultCodeInfo",
    documentation: "Apex Reference Guide: SalesforceResultCodeInfo Class",
    members: {
      "SalesforceResultCodeInfo(CommercePayments.SalesforceResultCode salesforceResultCode)": (code: unknown) =>
        new PlatformValue("CommercePayments.SalesforceResultCodeInfo", { salesforceresultcode: code })
    }
  })
];
