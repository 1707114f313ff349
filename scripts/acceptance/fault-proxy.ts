import { createServer, request, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

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
  "job that came out short"
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
    const { method = "GET", url: path = "/" } = incoming;
    const body = await bodyOf(incoming);
    const fault = this.choose({ method, path });
    const refusal = fault && refusalOf(fault);
    if (fault === "reset before the request" || refusal) {
      this.count(fault);
      if (refusal) send(response, refusal);
      else response.destroy();
      return;
    }
    const answer = await this.forward(incoming, method, path, body);
    if (fault === undefined || !this.spoil(fault, method, path, answer, response)) send(response, answer);
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

function refusalOf(fault: Fault): Answer | undefined {
  const json = (status: number, errorCode: string, headers: Record<string, string> = {}): Answer => ({
    status,
    headers: { "content-type": "application/json", ...headers },
    body: Buffer.from(JSON.stringify([{ errorCode, message: `injected ${errorCode}` }]))
  });
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
      return { status: 200, headers: { "content-type": "text/html" }, body: Buffer.from("<html>Maintenance</html>") };
    default:
      return undefined;
  }
}

function spoiltAnswer(fault: Fault, method: string, path: string, answer: Answer): Answer | "lost" | "cut" | undefined {
  switch (fault) {
    case "answer lost after the org has done the work":
      return "lost";
    case "reset within the answer's body":
    case "body cut at its end":
      return answer.body.length > 4 ? "cut" : undefined;
    case "half of a result's rows":
      return /results|Results/.test(path) ? halfOf(answer) : undefined;
    case "job that came out short":
      return method === "GET" && /jobs\/ingest\/[^/]+$/.test(path) ? shortOf(answer) : undefined;
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
