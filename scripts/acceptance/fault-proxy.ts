import { createServer, request, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { gzipSync } from "node:zlib";

/** After these a job is made anew: a client that meets one of them at each attempt has every reason to give up. */
export const JOB_FAULTS = [
  "job that came out short",
  "job that the org aborts",
  "job that the org fails",
  "job that is gone",
  "rows of a job that are locked"
] as const;

/** What may go wrong between a client and an org. */
export const FAULTS = [
  "reset before the request",
  "reset within the answer's body",
  "answer lost after the org has done the work",
  "503",
  "503 with Retry-After",
  "429",
  "401",
  "REQUEST_LIMIT_EXCEEDED",
  "body cut at its end",
  "HTML page",
  "row lock",
  "half of a result's rows",
  "a result without its last row",
  "a result with a row twice",
  "a result that does not say where it goes on",
  "400 with an HTML page",
  "502 with an HTML page",
  "redirect",
  "gzip that is cut",
  "an answer without a word",
  "null for an answer",
  "session that expires within an upload",
  ...JOB_FAULTS
] as const;
export type Fault = (typeof FAULTS)[number];

/** Decides before each request; undefined lets it pass. */
export type Chooser = (request: { readonly method: string; readonly path: string }) => Fault | undefined;

interface Answer {
  readonly status: number;
  readonly headers: Record<string, string>;
  readonly body: Buffer;
}

/** Stands between a client and an org, and spoils what the chooser says. */
export class FaultProxy {
  readonly counts = new Map<Fault, number>();
  readonly instanceUrl: string;
  private readonly server: Server;
  private readonly target: URL;
  private readonly choose: Chooser;
  /** Rows that the org never got, by job, with their header: it says that they were locked. */
  private readonly locked = new Map<string, { readonly header: string; readonly rows: readonly string[] }>();

  private constructor(server: Server, target: URL, choose: Chooser) {
    this.server = server;
    this.target = target;
    this.choose = choose;
    this.instanceUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  }

  static async start(instanceUrl: string, choose: Chooser): Promise<FaultProxy> {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const proxy = new FaultProxy(server, new URL(instanceUrl), choose);
    server.on("request", (incoming: IncomingMessage, response: ServerResponse) => {
      proxy.handle(incoming, response).catch(() => response.destroy());
    });
    return proxy;
  }

  get faults(): number {
    return [...this.counts.values()].reduce((sum, count) => sum + count, 0);
  }

  stop(): Promise<void> {
    this.server.closeAllConnections();
    return new Promise((resolve) => {
      this.server.close(() => resolve());
    });
  }

  private async handle(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
    const { method = "GET", url: asked = "/" } = incoming;
    const fault = this.choose({ method, path: asked });
    if (fault === "session that expires within an upload") return this.refuseWithin(incoming, response);
    const body = await bodyOf(incoming);
    const refusal = fault && refusalOf(fault, asked);
    if (fault === "reset before the request" || refusal) {
      this.count(fault);
      if (refusal) send(response, refusal);
      else response.destroy();
      return;
    }
    const path = fault === "a result that does not say where it goes on" ? inSmallPages(asked) : asked;
    const isLocking = fault === "rows of a job that are locked" && method === "PUT";
    const uploaded = isLocking ? this.withoutLocked(jobIn(path), body) : body;
    const answer = this.tellingLocked(path, await this.forward(incoming, method, path, uploaded));
    if (fault === undefined || !this.spoil(fault, method, path, answer, response)) send(response, answer);
  }

  /** The answer comes while the body is still on its way. */
  private async refuseWithin(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
    this.count("session that expires within an upload");
    await new Promise<void>((resolve) => {
      incoming.once("readable", resolve).once("end", resolve).once("close", resolve);
    });
    send(response, json(401, "INVALID_SESSION_ID", { connection: "close" }));
  }

  /** The org gets all rows but some. */
  private withoutLocked(job: string | undefined, body: Buffer): Buffer {
    const [header, ...rows] = body.toString("utf8").trimEnd().split("\n");
    // Cells of several lines are not what this is about.
    if (job === undefined || rows.length < 2 || body.includes('"')) return body;
    this.count("rows of a job that are locked");
    const count = Math.ceil(rows.length / 3);
    this.locked.set(job, { header: header!, rows: rows.slice(0, count) });
    return Buffer.from([header, ...rows.slice(count)].join("\n") + "\n");
  }

  /** "Handle Failed Records", of the Bulk API 2.0: locked rows are processed, failed, and among the failed results. */
  private tellingLocked(path: string, answer: Answer): Answer {
    const locked = this.locked.get(jobIn(path) ?? "");
    if (!locked || answer.status !== 200) return answer;
    if (/\/failedResults/.test(path)) {
      const own = answer.body.toString("utf8").trimEnd().split("\n").slice(1);
      const message = "UNABLE_TO_LOCK_ROW:unable to obtain exclusive access to this record:--";
      const rows = [
        `"sf__Id","sf__Error",${locked.header}`,
        ...own,
        ...locked.rows.map((row) => `"","${message}",${row}`)
      ];
      return { ...answer, body: Buffer.from(rows.join("\n") + "\n") };
    }
    if (!/\/jobs\/ingest\/\w+$/.test(path)) return answer;
    const job = JSON.parse(answer.body.toString("utf8")) as Record<string, number>;
    const more = (name: string): object => ({ [name]: (job[name] ?? 0) + locked.rows.length });
    const told = { ...job, ...more("numberRecordsProcessed"), ...more("numberRecordsFailed") };
    return { ...answer, body: Buffer.from(JSON.stringify(told)) };
  }

  /** Answers whether the fault fits this answer; then it has been sent, spoilt. */
  private spoil(fault: Fault, method: string, path: string, answer: Answer, response: ServerResponse): boolean {
    const spoilt = spoiltAnswer(fault, method, path, answer);
    if (spoilt === undefined) return false;
    this.count(fault);
    if (spoilt === "lost") response.destroy();
    else if (spoilt === "cut") cut(response, answer);
    else send(response, spoilt);
    return true;
  }

  private count(fault: Fault): void {
    this.counts.set(fault, (this.counts.get(fault) ?? 0) + 1);
  }

  private forward(incoming: IncomingMessage, method: string, path: string, body: Buffer): Promise<Answer> {
    const headers = { ...incoming.headers, host: this.target.host, "content-length": String(body.length) };
    delete (headers as Record<string, unknown>)["transfer-encoding"];
    return new Promise((resolve, reject) => {
      const outgoing = request(
        { host: this.target.hostname, port: this.target.port, method, path, headers },
        (answer) => {
          bodyOf(answer).then((content) => {
            const type = answer.headers["content-type"];
            const extra = Object.entries(answer.headers).filter(([name]) => name.startsWith("sforce-"));
            const kept = Object.fromEntries(extra.map(([name, value]) => [name, String(value)]));
            resolve({
              status: answer.statusCode ?? 500,
              headers: { ...kept, ...(type ? { "content-type": type } : {}) },
              body: content
            });
          }, reject);
        }
      );
      outgoing.on("error", reject);
      outgoing.end(body);
    });
  }
}

const json = (status: number, errorCode: string, headers: Record<string, string> = {}): Answer => ({
  status,
  headers: { "content-type": "application/json", ...headers },
  body: Buffer.from(JSON.stringify([{ errorCode, message: `injected ${errorCode}` }]))
});
const page = (status: number): Answer => ({
  status,
  headers: { "content-type": "text/html" },
  body: Buffer.from("<html>Maintenance</html>")
});

function refusalOf(fault: Fault, path: string): Answer | undefined {
  switch (fault) {
    case "503":
      return json(503, "SERVER_UNAVAILABLE");
    case "503 with Retry-After":
      return json(503, "SERVER_UNAVAILABLE", { "retry-after": "1" });
    case "429":
      return json(429, "TOO_MANY_REQUESTS");
    case "401":
      return json(401, "INVALID_SESSION_ID");
    case "REQUEST_LIMIT_EXCEEDED":
      return json(403, "REQUEST_LIMIT_EXCEEDED");
    case "HTML page":
      return page(200);
    case "400 with an HTML page":
      return page(400);
    case "502 with an HTML page":
      return page(502);
    case "redirect":
      return { ...page(302), headers: { location: "/maintenance.html" } };
    case "job that is gone":
      return jobIn(path) === undefined ? undefined : json(404, "NOT_FOUND");
    default:
      return undefined;
  }
}

/** Of a job that takes rows, or tells those of a query. */
function jobIn(path: string): string | undefined {
  return /\/jobs\/(?:ingest|query)\/(\w+)/.exec(path)?.[1];
}

function inSmallPages(path: string): string {
  return path.replace(/maxRecords=\d+/, "maxRecords=3");
}

function spoiltAnswer(fault: Fault, method: string, path: string, answer: Answer): Answer | "lost" | "cut" | undefined {
  switch (fault) {
    case "answer lost after the org has done the work":
      return "lost";
    case "reset within the answer's body":
    case "body cut at its end":
      return answer.body.length > 4 ? "cut" : undefined;
    case "half of a result's rows":
      return isResult(path) ? halfOf(answer) : undefined;
    case "a result without its last row":
      return isResult(path) ? otherRows(answer, (rows) => rows.slice(0, -1)) : undefined;
    case "a result with a row twice":
      return isResult(path) ? otherRows(answer, (rows) => [...rows, rows.at(-1)!]) : undefined;
    case "a result that does not say where it goes on":
      return answer.headers["sforce-locator"] === undefined || answer.headers["sforce-locator"] === "null"
        ? undefined
        : { ...answer, headers: { ...answer.headers, "sforce-locator": "null" } };
    case "gzip that is cut":
      return { ...answer, headers: { ...answer.headers, "content-encoding": "gzip" }, body: cutGzip(answer.body) };
    case "an answer without a word":
      return answer.status === 204 ? undefined : { ...answer, status: 200, body: Buffer.alloc(0) };
    case "null for an answer":
      return isJson(answer) ? { ...answer, body: Buffer.from("null") } : undefined;
    case "job that the org aborts":
      return isJobQuestion(method, path) ? withState(answer, "Aborted") : undefined;
    case "job that the org fails":
      return isJobQuestion(method, path) ? withState(answer, "Failed") : undefined;
    case "job that came out short":
      return isJobQuestion(method, path) ? shortOf(answer) : undefined;
    case "row lock":
      return method === "PATCH" && /sobjects/.test(path)
        ? {
            ...answer,
            status: 400,
            headers: { "content-type": "application/json" },
            body: Buffer.from('[{"errorCode":"UNABLE_TO_LOCK_ROW","message":"injected"}]')
          }
        : undefined;
    default:
      return undefined;
  }
}

function isResult(path: string): boolean {
  return /results|Results/.test(path);
}

function isJson({ status, headers }: Answer): boolean {
  return status === 200 && /json/.test(headers["content-type"] ?? "");
}

function isJobQuestion(method: string, path: string): boolean {
  return method === "GET" && /jobs\/ingest\/[^/]+$/.test(path);
}

function withState(answer: Answer, state: string): Answer | undefined {
  const job = JSON.parse(answer.body.toString("utf8")) as { state?: string };
  if (job.state === "Open" || job.state === undefined) return undefined;
  return { ...answer, body: Buffer.from(JSON.stringify({ ...job, state, errorMessage: "injected" })) };
}

function otherRows(answer: Answer, change: (rows: readonly string[]) => readonly string[]): Answer | undefined {
  const [header, ...rows] = answer.body.toString("utf8").trimEnd().split("\n");
  if (rows.length === 0) return undefined;
  return { ...answer, body: Buffer.from([header, ...change(rows)].join("\n") + "\n") };
}

function cutGzip(body: Buffer): Buffer {
  const whole = gzipSync(body);
  return whole.subarray(0, whole.length >> 1);
}

/** As a proxy that gives up would leave it: the rows end at a line, and nothing says that there were more. */
function halfOf(answer: Answer): Answer | undefined {
  const lines = answer.body.toString("utf8").split("\n");
  if (lines.length < 4) return undefined;
  return { ...answer, body: Buffer.from(lines.slice(0, Math.ceil(lines.length / 2)).join("\n") + "\n") };
}

function shortOf(answer: Answer): Answer | undefined {
  const job = JSON.parse(answer.body.toString("utf8")) as { state?: string; numberRecordsProcessed?: number };
  if (job.state !== "JobComplete" || !job.numberRecordsProcessed) return undefined;
  return {
    ...answer,
    body: Buffer.from(JSON.stringify({ ...job, numberRecordsProcessed: job.numberRecordsProcessed - 1 }))
  };
}

function send(response: ServerResponse, { status, headers, body }: Answer): void {
  response.writeHead(status, { ...headers, "content-length": String(body.length) });
  response.end(body);
}

function cut(response: ServerResponse, { status, headers, body }: Answer): void {
  response.writeHead(status, { ...headers, "content-length": String(body.length) });
  response.write(body.subarray(0, body.length >> 1), () => response.destroy());
}

async function bodyOf(message: IncomingMessage): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const part of message) parts.push(part as Buffer);
  return Buffer.concat(parts);
}
