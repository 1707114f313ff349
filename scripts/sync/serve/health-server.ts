import { createServer, type Server } from "node:http";
import type { RunState } from "./schedule.ts";

/**
 * `GET /health` for monitoring: 200 where each source's last run went well and none is too far behind, else 503; with the
 * state of each as JSON. `GET /live` for a container's supervisor: 200 while the process answers at all. Nothing of a
 * customer's is in either.
 */
export async function serveHealth(
  { host, port }: { readonly host: string; readonly port: number },
  states: () => readonly RunState[]
): Promise<Server> {
  const server = createServer((request, response) => {
    const path = (request.url ?? "").split("?")[0];
    const { status, body } = answerTo(request.method ?? "", path ?? "", states);
    response.writeHead(status, { "Content-Type": "application/json", "Cache-Control": "no-store" });
    response.end(request.method === "HEAD" ? undefined : JSON.stringify(body));
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, host, resolve);
  });
  return server;
}

function answerTo(method: string, path: string, states: () => readonly RunState[]): { status: number; body: object } {
  if (method !== "GET" && method !== "HEAD") return { status: 405, body: { error: "only GET and HEAD are answered" } };
  if (path === "/live") return { status: 200, body: { status: "live" } };
  if (path !== "/health") return { status: 404, body: { error: "there are /health and /live" } };
  const runs = states();
  const isWell = runs.every((run) => run.isWell);
  return { status: isWell ? 200 : 503, body: { status: isWell ? "well" : "unwell", runs } };
}
