import { describeGlobal, describeObject } from "../../schema/describe.ts";
import { normalizeId } from "../../values/id.ts";
import { ApiError, ok, type ApiRequest, type ApiResponse } from "../http/exchange.ts";
import type { Router } from "../http/router.ts";
import type { Sessions } from "../http/sessions.ts";
import { permitted, requireUserPermission } from "../http/user-permission.ts";
import { requireObject } from "../records/from-json.ts";
import { answerSoap, SoapResult, soapText, type SoapService } from "../soap/envelope.ts";
import { logText } from "./apex-log.ts";
import { executeAnonymous } from "./execute-anonymous.ts";
import { completions } from "./completions.ts";
import { addToolingRecordRoutes } from "./records.ts";
import { runAsynchronously, runSynchronously } from "./test-runs.ts";

/**
 * "Tooling API: REST Resources" and the Apex service of the SOAP API. "Salesforce Help: User Permissions": who runs anonymous
 * Apex or tests needs Author Apex.
 */
export function addToolingRoutes(router: Router, open: Router, sessions: Sessions): void {
  const base = "/services/data/:version/tooling";
  router
    .on(`GET ${base}`, ({ parameters }) => ok(resources(`/services/data/${parameters["version"]!}/tooling`)))
    .on(`GET ${base}/sobjects`, ({ org, user }) => ok(describeGlobal(org.schema, user.language)))
    .on(`GET ${base}/sobjects/:object/describe`, ({ org, parameters, user }) =>
      ok(describeObject(org.schema, requireObject(org.schema, parameters["object"]!), user.language))
    )
    .on(`GET ${base}/sobjects/ApexLog/:id/Body`, permitted(logBody, "AuthorApex"))
    .on(`GET ${base}/executeAnonymous`, permitted(anonymous, "AuthorApex"))
    .on(
      `POST ${base}/runTestsSynchronous`,
      permitted(async (request) => ok(await runSynchronously(request)), "AuthorApex")
    )
    .on(`POST ${base}/runTestsAsynchronous`, permitted(startTests, "AuthorApex"));
  router.on(`GET ${base}/completions`, completions);
  addToolingRecordRoutes(router);
  const service = apexService();
  open
    .on("POST /services/Soap/s/:version", (request) => answerSoap(service, sessions, request))
    .on("POST /services/Soap/s/:version/:organization", (request) => answerSoap(service, sessions, request));
}

function startTests(request: ApiRequest): ApiResponse {
  return {
    status: 200,
    body: JSON.stringify(runAsynchronously(request)),
    headers: { "Content-Type": "application/json;charset=UTF-8" }
  };
}

function resources(base: string): Record<string, string> {
  return Object.fromEntries(
    ["query", "sobjects", "executeAnonymous", "runTestsSynchronous", "runTestsAsynchronous"].map((name) => [
      name,
      `${base}/${name}`
    ])
  );
}

function logBody({ org, parameters }: ApiRequest): ApiResponse {
  const text = logText(org, normalizeId(parameters["id"]!) ?? "");
  if (text === undefined) throw new ApiError(404, "NOT_FOUND", "The requested resource does not exist");
  return { status: 200, body: text, headers: { "Content-Type": "text/plain;charset=UTF-8" } };
}

function anonymous(request: ApiRequest): ApiResponse {
  const source = request.query.get("anonymousBody");
  if (source === null) throw new ApiError(400, "MISSING_ARGUMENT", "The parameter anonymousBody is missing");
  return ok(executeAnonymous(request, source, request.parameters["version"]!.replace(/^v/i, "")).result);
}

/** "SOAP API Developer Guide: executeAnonymous()"; its log comes in the DebuggingInfo header. */
function apexService(): SoapService {
  return {
    namespace: "http://soap.sforce.com/2006/08/apex",
    operations: {
      executeAnonymous: (call, request) => {
        requireUserPermission(request, "AuthorApex");
        const { result, log } = executeAnonymous(
          request,
          soapText(call.arguments, "apexcode") ?? soapText(call.arguments, "String") ?? "",
          request.parameters["version"]!
        );
        return new SoapResult({ ...result }, { DebuggingInfo: { debugLog: log } });
      }
    }
  };
}
