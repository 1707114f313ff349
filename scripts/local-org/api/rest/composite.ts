import type { Transaction } from "../../transaction/transaction.ts";
import { errorResponse } from "../http/error-response.ts";
import { z } from "zod";
import { bodyOf, flag, text } from "../http/body.ts";
import { ApiError, ok, type ApiRequest, type ApiResponse } from "../http/exchange.ts";
import type { Router } from "../http/router.ts";

/** "REST API Developer Guide: Composite", "Composite Batch". */
const MAX_SUBREQUESTS = 25;
/** "REST API Developer Guide: Composite Graph Limits", in one payload. */
const MAX_GRAPH_NODES = 500;

const subrequestShape = z.object({
  method: z.string(),
  url: z.string(),
  referenceId: text,
  body: z.unknown().optional(),
  richInput: z.unknown().optional(),
  httpHeaders: z.record(z.string(), z.string()).nullish()
});
const subrequestsShape = z
  .array(subrequestShape)
  .max(MAX_SUBREQUESTS, { error: `at most ${MAX_SUBREQUESTS} subrequests are allowed` });
const graphsShape = z.object({
  graphs: z.array(z.object({ graphId: z.string(), compositeRequest: z.array(subrequestShape) }))
});
type Subrequest = z.output<typeof subrequestShape>;

interface SubResponse {
  readonly body: unknown;
  readonly httpHeaders: Readonly<Record<string, string>>;
  readonly httpStatusCode: number;
  readonly referenceId: string;
}

/** "REST API Developer Guide: Send Multiple Requests Using Composite": what a subrequest may ask for. */
const compositeResource = /^\/services\/data\/v\d+\.\d\/(sobjects|query|queryAll|composite\/sobjects)(\/|$)/i;

export function addCompositeRoutes(router: Router): void {
  router
    .on("POST /services/data/:version/composite", (request) => ok({ compositeResponse: runComposite(router, request) }))
    .on("POST /services/data/:version/composite/batch", (request) => ok(runBatch(router, request)))
    .on("POST /services/data/:version/composite/graph", (request) => ok(runGraphs(router, request)))
    .on("GET /services/data/:version/composite", ({ parameters }) => ok(resourcesOf(parameters["version"]!)));
}

/** Ends the transaction of an all-or-none composite whose subrequest failed. */
class CompositeFailure extends Error {}

/** "REST API Developer Guide: Get a List of Composite Resources". */
function resourcesOf(version: string): Record<string, string> {
  const names = ["tree", "batch", "sobjects", "graph"];
  return Object.fromEntries(names.map((name) => [name, `/services/data/${version}/composite/${name}`]));
}

function runComposite(router: Router, request: ApiRequest): SubResponse[] {
  const body = bodyOf(request, z.object({ allOrNone: flag, compositeRequest: subrequestsShape }));
  const subrequests = body.compositeRequest.map(ofComposite);
  return body.allOrNone === true
    ? runAllOrNone(router, request, subrequests)
    : runInOrder(router, request, subrequests);
}

/** "REST API Developer Guide: Composite Graph": each graph is saved as a whole or not at all, whatever becomes of the others. */
function runGraphs(router: Router, request: ApiRequest): unknown {
  const { graphs } = bodyOf(request, graphsShape);
  if (graphs.reduce((sum, { compositeRequest }) => sum + compositeRequest.length, 0) > MAX_GRAPH_NODES)
    throw new ApiError(400, "INVALID_INPUT", `at most ${MAX_GRAPH_NODES} subrequests are allowed`);
  if (new Set(graphs.map(({ graphId }) => graphId)).size < graphs.length)
    throw new ApiError(400, "INVALID_INPUT", "Duplicate graphId");
  return {
    graphs: graphs.map(({ graphId, compositeRequest }) => {
      const compositeResponse = runAllOrNone(router, request, compositeRequest.map(ofComposite));
      return { graphId, graphResponse: { compositeResponse }, isSuccessful: !compositeResponse.some(failed) };
    })
  };
}

function runAllOrNone(router: Router, request: ApiRequest, subrequests: readonly Subrequest[]): SubResponse[] {
  let answers: SubResponse[] = [];
  try {
    return request.transaction((tx) => {
      answers = runInOrder(router, request, subrequests, tx);
      if (answers.some(failed)) throw new CompositeFailure();
      return answers;
    });
  } catch (error) {
    if (!(error instanceof CompositeFailure)) throw error;
    return answers.map((answer) => (failed(answer) ? answer : halted(answer.referenceId)));
  }
}

function ofComposite(subrequest: Subrequest): Subrequest {
  if (compositeResource.test(addressOf(subrequest).split("?")[0]!)) return subrequest;
  throw new ApiError(400, "INVALID_INPUT", `${subrequest.url} cannot be a part of a composite request`);
}

function runInOrder(
  router: Router,
  request: ApiRequest,
  subrequests: readonly Subrequest[],
  tx?: Transaction
): SubResponse[] {
  const answers = new Map<string, SubResponse>();
  for (const [index, subrequest] of subrequests.entries()) {
    const referenceId = subrequest.referenceId ?? `ref${index}`;
    if (answers.has(referenceId)) throw new ApiError(400, "INVALID_INPUT", `Duplicate referenceId: ${referenceId}`);
    const stopped = tx !== undefined && [...answers.values()].some(failed);
    answers.set(
      referenceId,
      stopped ? halted(referenceId) : runOne(router, request, subrequest, referenceId, answers, tx)
    );
  }
  return [...answers.values()];
}

function runOne(
  router: Router,
  request: ApiRequest,
  subrequest: Subrequest,
  referenceId: string,
  earlier: ReadonlyMap<string, SubResponse>,
  tx?: Transaction
): SubResponse {
  let response: ApiResponse;
  try {
    const resolve = (text: string): string => replaceReferences(text, earlier);
    response = dispatch(
      router,
      request,
      { ...subrequest, url: resolve(subrequest.url), body: resolveBody(subrequest.body, resolve) },
      tx
    );
  } catch (error) {
    response = errorResponse(error);
  }
  return {
    body: response.body ?? null,
    httpHeaders: response.headers ?? {},
    httpStatusCode: response.status,
    referenceId
  };
}

function dispatch(router: Router, request: ApiRequest, subrequest: Subrequest, tx?: Transaction): ApiResponse {
  const url = new URL(addressOf(subrequest), request.origin);
  const body = subrequest.body ?? subrequest.richInput;
  const response = router.dispatch({
    ...request,
    method: subrequest.method.toUpperCase(),
    path: decodeURIComponent(url.pathname),
    query: url.searchParams,
    headers: { ...request.headers, ...lowerCased(subrequest.httpHeaders ?? {}) },
    json: () => body,
    bytes: () => Buffer.from(JSON.stringify(body ?? null)),
    transaction: tx ? (work) => inSavepoint(tx, work) : request.transaction
  });
  if (response instanceof Promise)
    throw new ApiError(400, "INVALID_INPUT", `${subrequest.url} cannot be a part of a composite request`);
  return response;
}

function addressOf({ url }: Subrequest): string {
  return url.startsWith("/") ? url : `/services/data/${url}`;
}

function inSavepoint<T>(tx: Transaction, work: (tx: Transaction) => T): T {
  const savepoint = tx.setSavepoint();
  try {
    const result = work(tx);
    tx.releaseSavepoint(savepoint);
    return result;
  } catch (error) {
    tx.rollbackTo(savepoint);
    throw error;
  }
}

/** `@{refAccount.id}`, `@{refQuery.records[0].Id}`. */
function replaceReferences(text: string, earlier: ReadonlyMap<string, SubResponse>): string {
  return text.replace(/@\{([A-Za-z0-9_]+)((?:\.[A-Za-z0-9_]+|\[\d+\])*)\}/g, (_, referenceId: string, path: string) => {
    const answer = earlier.get(referenceId);
    if (!answer)
      throw new ApiError(400, "PROCESSING_HALTED", `Invalid reference specified. No value for ${referenceId} found`);
    let value: unknown = answer.body;
    for (const [step] of path.matchAll(/[A-Za-z0-9_]+/g))
      value = (value as Record<string, unknown> | null | undefined)?.[step];
    if (value === undefined || value === null)
      throw new ApiError(
        400,
        "PROCESSING_HALTED",
        `Invalid reference specified. No value for ${referenceId}${path} found in ${referenceId}`
      );
    return String(value);
  });
}

function resolveBody(body: unknown, resolve: (text: string) => string): unknown {
  if (typeof body === "string") return resolve(body);
  if (Array.isArray(body)) return body.map((element) => resolveBody(element, resolve));
  if (typeof body !== "object" || body === null) return body;
  return Object.fromEntries(Object.entries(body).map(([key, value]) => [key, resolveBody(value, resolve)]));
}

function runBatch(router: Router, request: ApiRequest): unknown {
  const body = bodyOf(request, z.object({ haltOnError: flag, batchRequests: subrequestsShape }));
  const results: { statusCode: number; result: unknown }[] = [];
  let halt = false;
  for (const subrequest of body.batchRequests) {
    const answer: SubResponse = halt ? halted("") : runOne(router, request, subrequest, "", new Map());
    halt ||= body.haltOnError === true && failed(answer);
    results.push({ statusCode: answer.httpStatusCode, result: answer.body });
  }
  return { hasErrors: results.some((result) => result.statusCode >= 400), results };
}

function halted(referenceId: string): SubResponse {
  const message = "The transaction was rolled back since another operation in the same transaction failed.";
  return { body: [{ errorCode: "PROCESSING_HALTED", message }], httpHeaders: {}, httpStatusCode: 400, referenceId };
}

function failed(answer: SubResponse): boolean {
  return answer.httpStatusCode >= 400;
}

function lowerCased(headers: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
}
