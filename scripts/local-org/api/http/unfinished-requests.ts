import type { IncomingMessage, Server, ServerResponse } from "node:http";
import type { Socket } from "node:net";

export interface Patience {
  /** Ticks until a request's head is there, from its connection or from the answer before. */
  readonly head: number;
  /** Ticks until its body is there, after that. */
  readonly body: number;
  readonly tickMilliseconds: number;
}

/**
 * Ends connections whose request does not come to its end, with status 408. Node's own limits count time by the clock, also
 * that in which nothing could be read: a deployment or a test class keeps the event loop for longer than a head may take, and
 * who sent a request meanwhile was told that it came too late. Ticks of the event loop count the time in which we listened.
 */
export function endUnfinishedRequests(server: Server, { head, body, tickMilliseconds }: Patience): void {
  server.headersTimeout = 0;
  server.requestTimeout = 0;
  server.keepAliveTimeout = 0;
  const ticksLeft = new Map<Socket, number>();
  server.on("connection", (socket: Socket) => {
    ticksLeft.set(socket, head);
    socket.once("close", () => ticksLeft.delete(socket));
  });
  server.prependListener("request", (request: IncomingMessage, response: ServerResponse) => {
    const { socket } = request;
    ticksLeft.set(socket, body);
    request.once("end", () => ticksLeft.delete(socket));
    response.once("finish", () => {
      if (!socket.destroyed) ticksLeft.set(socket, head);
    });
  });
  const ticking = setInterval(() => {
    for (const [socket, left] of ticksLeft) {
      if (left > 0) ticksLeft.set(socket, left - 1);
      else socket.end("HTTP/1.1 408 Request Timeout\r\nConnection: close\r\n\r\n", () => socket.destroy());
    }
  }, tickMilliseconds).unref();
  server.once("close", () => clearInterval(ticking));
}
