import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { createServer, type Server } from "node:http";
import { connect, type AddressInfo, type Socket } from "node:net";
import { test, type TestContext } from "node:test";
import { setTimeout as pause } from "node:timers/promises";
import { endUnfinishedRequests, type Patience } from "./unfinished-requests.ts";

const patience = { head: 5, body: 10, tickMilliseconds: 40 };

async function serve(context: TestContext, given: Patience = patience): Promise<{ server: Server; port: number }> {
  const server = createServer((request, response) => {
    let length = 0;
    request.on("data", (chunk: Buffer) => (length += chunk.length));
    request.on("end", () => response.end(`${length} bytes`));
    request.on("error", () => response.destroy());
  });
  endUnfinishedRequests(server, given);
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  context.after(() => {
    server.close();
    server.closeAllConnections();
  });
  return { server, port: (server.address() as AddressInfo).port };
}

function answerOf(socket: Socket): Promise<string> {
  return new Promise((resolve) => {
    let text = "";
    socket.on("data", (chunk: Buffer) => (text += chunk.toString()));
    socket.on("error", () => resolve(text));
    socket.on("close", () => resolve(text));
  });
}

function keepBusy(milliseconds: number): void {
  const end = performance.now() + milliseconds;
  while (performance.now() < end);
}

const head = "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\n";

test("a request whose head or body never ends is ended with a word", async (context) => {
  const { port } = await serve(context);
  for (const begun of ["", head, `${head}\r\nab`]) {
    const socket = connect(port, "127.0.0.1", () => socket.write(begun));
    assert.match(await answerOf(socket), /^HTTP\/1\.1 408 /, begun);
  }
});

test("a connection without another request is ended, and one with requests from time to time is not", async (context) => {
  const { port } = await serve(context);
  const socket = connect(port, "127.0.0.1");
  const answers = answerOf(socket);
  for (let request = 0; request < 6; request++) {
    socket.write(`${head}\r\nhello`);
    await pause(2 * patience.tickMilliseconds);
  }
  assert.equal((await answers).match(/5 bytes/g)?.length, 6);
});

test("time in which the server could not listen does not count", async (context) => {
  // A second, so that a client on a busy machine is not late by itself.
  const { port } = await serve(context, { head: 25, body: 25, tickMilliseconds: 40 });
  // The client lives elsewhere: it sends the rest of its request while this process is busy.
  const client = spawn(process.execPath, [
    "-e",
    `const socket = require("net").connect(${port}, "127.0.0.1", () => {
      socket.write(${JSON.stringify(head)});
      console.log("begun");
      setTimeout(() => socket.write("Connection: close\\r\\n\\r\\nhello"), 300);
    });
    socket.pipe(process.stdout);`
  ]);
  await once(client.stdout, "data");
  keepBusy(3_000);
  let text = "";
  client.stdout.on("data", (chunk: Buffer) => (text += chunk.toString()));
  await once(client, "close");
  assert.match(text, /^HTTP\/1\.1 200 [^]*5 bytes/);
});
