import { randomUUID } from "node:crypto";
import { z } from "zod";
import { bodyOf, text } from "../http/body.ts";
import { ok, type ApiRequest, type ApiResponse } from "../http/exchange.ts";
import type { Router } from "../http/router.ts";

const POLL_MILLISECONDS = 10_000;

const messageShape = z.object({ channel: text, id: text, clientId: text, subscription: text });
const messagesShape = z.union([z.array(messageShape), messageShape]);
type BayeuxMessage = z.output<typeof messageShape>;

/**
 * The handshake of the Streaming API ("Streaming API Developer Guide: Bayeux Protocol, CometD, and Long Polling").
 * Clients that only wait for a test run's end get along with it, since they ask for its rows as well. Channels deliver
 * nothing here, so that a subscription is refused by name where somebody would wait for events in vain.
 */
export function addStreamingRoutes(router: Router): void {
  const answer = (request: ApiRequest): Promise<ApiResponse> => answerAll(request);
  router.on("POST /cometd/:version", answer).on("POST /cometd/:version/*action", answer);
}

async function answerAll(request: ApiRequest): Promise<ApiResponse> {
  const messages = [bodyOf(request, messagesShape)].flat();
  return ok(await Promise.all(messages.map(answerOne)));
}

async function answerOne({ channel = "", id, clientId, subscription }: BayeuxMessage): Promise<unknown> {
  const answer = { channel, ...(id === undefined ? {} : { id }), ...(clientId === undefined ? {} : { clientId }) };
  switch (channel) {
    case "/meta/handshake":
      return {
        ...answer,
        clientId: randomUUID().replaceAll("-", ""),
        version: "1.0",
        supportedConnectionTypes: ["long-polling"],
        successful: true,
        advice: { reconnect: "retry", interval: 0, timeout: POLL_MILLISECONDS }
      };
    case "/meta/connect":
      await new Promise((resolve) => setTimeout(resolve, POLL_MILLISECONDS).unref());
      return { ...answer, successful: true, advice: { reconnect: "retry", interval: 0, timeout: POLL_MILLISECONDS } };
    case "/meta/disconnect":
    case "/meta/unsubscribe":
      return { ...answer, subscription, successful: true };
    case "/meta/subscribe":
      if (subscription === "/systemTopic/TestResult") return { ...answer, subscription, successful: true };
      return {
        ...answer,
        subscription,
        successful: false,
        error: `403:${subscription ?? ""}:The local org delivers no events to API clients`
      };
    default:
      return { ...answer, successful: false, error: `400:${channel}:Unknown channel` };
  }
}
