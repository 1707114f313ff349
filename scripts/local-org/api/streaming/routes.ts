import { randomUUID } from "node:crypto";
import { z } from "zod";
import { bodyOf, text } from "../http/body.ts";
import { ok, type ApiRequest, type ApiResponse } from "../http/exchange.ts";
import type { Router } from "../http/router.ts";
import { LogListener } from "./log-listener.ts";

const POLL_MILLISECONDS = 10_000;
const LOGGING = "/systemTopic/Logging";

const messageShape = z.object({ channel: text, id: text, clientId: text, subscription: text });
const messagesShape = z.union([z.array(messageShape), messageShape]);
type BayeuxMessage = z.output<typeof messageShape>;

/**
 * The Streaming API's protocol ("Streaming API Developer Guide: Bayeux Protocol, CometD, and Long Polling"). One channel
 * delivers: that of the caller's debug logs, which `sf apex tail log` listens to. Clients that only wait for a test run's end get along without, since they ask
 * for its rows as well. Every other subscription is refused by name, where somebody would wait for events in vain.
 */
export function addStreamingRoutes(router: Router): void {
  const clients = new Map<string, LogListener>();
  const answer = (request: ApiRequest): Promise<ApiResponse> => answerAll(request, clients);
  router.on("POST /cometd/:version", answer).on("POST /cometd/:version/*action", answer);
}

async function answerAll(request: ApiRequest, clients: Map<string, LogListener>): Promise<ApiResponse> {
  const messages = [bodyOf(request, messagesShape)].flat();
  const answers = await Promise.all(messages.map((message) => answerOne(request, clients, message)));
  return ok(answers.flat());
}

async function answerOne(
  { org, user }: ApiRequest,
  clients: Map<string, LogListener>,
  { channel = "", id, clientId = "", subscription }: BayeuxMessage
): Promise<readonly unknown[]> {
  const answer = { channel, ...(id === undefined ? {} : { id }), ...(clientId === "" ? {} : { clientId }) };
  const advice = { reconnect: "retry", interval: 0, timeout: POLL_MILLISECONDS };
  switch (channel) {
    case "/meta/handshake":
      return [
        {
          ...answer,
          clientId: randomUUID().replaceAll("-", ""),
          version: "1.0",
          supportedConnectionTypes: ["long-polling"],
          successful: true,
          advice
        }
      ];
    case "/meta/connect": {
      const listener = clients.get(clientId);
      const logs = listener ? await listener.next(POLL_MILLISECONDS) : await nothing(POLL_MILLISECONDS);
      return [...logs.map(logMessage), { ...answer, successful: true, advice }];
    }
    case "/meta/disconnect":
    case "/meta/unsubscribe":
      clients.get(clientId)?.close();
      clients.delete(clientId);
      return [{ ...answer, subscription, successful: true }];
    case "/meta/subscribe":
      if (subscription === LOGGING && !clients.has(clientId)) clients.set(clientId, new LogListener(org, user.id));
      if (subscription === LOGGING || subscription === "/systemTopic/TestResult")
        return [{ ...answer, subscription, successful: true }];
      return [
        {
          ...answer,
          subscription,
          successful: false,
          error: `403:${subscription ?? ""}:The local org delivers no such events to API clients`
        }
      ];
    default:
      return [{ ...answer, successful: false, error: `400:${channel}:Unknown channel` }];
  }
}

function logMessage(id: string): unknown {
  return { channel: LOGGING, data: { event: { type: "created" }, sobject: { Id: id } } };
}

async function nothing(milliseconds: number): Promise<readonly string[]> {
  await new Promise((resolve) => setTimeout(resolve, milliseconds).unref());
  return [];
}
