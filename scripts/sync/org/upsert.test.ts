import assert from "node:assert/strict";
import { mkdtempSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { Journal } from "../run/journal.ts";
import { BulkClient, pauseUntilEnd } from "./bulk-client.ts";
import { OrgRequests } from "./requests.ts";
import { upsertAll } from "./upsert.ts";

/** Bulk API 2.0 ingest as far as a client that sends needs it; a job is done when it was asked for three times. */
class IngestServer {
  readonly told: string[] = [];
  private readonly jobs: { state: string; rows: number; asked: number }[] = [];
  private readonly server: Server;

  constructor() {
    this.server = createServer((request, response) => {
      const parts: Buffer[] = [];
      request.on("data", (part: Buffer) => parts.push(part));
      request.on("end", () => {
        const answer = this.answer(request.method!, request.url!, Buffer.concat(parts).toString());
        response.writeHead(200, { "Content-Type": "application/json" }).end(JSON.stringify(answer));
      });
    });
  }

  async listen(): Promise<string> {
    await new Promise<void>((resolve) => this.server.listen(0, "127.0.0.1", resolve));
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  close(): void {
    this.server.close();
  }

  private answer(method: string, url: string, body: string): object {
    if (method === "POST") {
      this.jobs.push({ state: "Open", rows: 0, asked: 0 });
      this.told.push(`create ${this.jobs.length}`);
      return { id: String(this.jobs.length) };
    }
    const number = Number(/ingest\/(\d+)/.exec(url)![1]);
    const job = this.jobs[number - 1]!;
    if (method === "PUT") {
      job.rows = body.trim().split("\n").length - 1;
      this.told.push(`upload ${number}: ${job.rows}`);
    } else if (method === "PATCH") {
      job.state = "InProgress";
      this.told.push(`begin ${number}`);
    } else if (job.state === "InProgress" && ++job.asked === 3) {
      job.state = "JobComplete";
      this.told.push(`end ${number}`);
    }
    return { state: job.state, numberRecordsProcessed: job.state === "JobComplete" ? job.rows : 0 };
  }
}

test("while the org works on a job the next one is uploaded, and begins when the one before it has ended", async () => {
  const server = new IngestServer();
  const session = { instanceUrl: await server.listen(), accessToken: "x" };
  const folder = mkdtempSync(join(tmpdir(), "upsert-"));
  const rows = Array.from({ length: 7 }, (_, index) => ({ key: `M${Math.floor(index / 2)}`, cells: [String(index)] }));
  const plan = { object: "Thing__c", externalIdField: "Key__c", columns: ["Key__c"], rows, jobRows: 3 };
  const listener = { progress: () => undefined, failure: () => assert.fail("no row was refused") };
  const taken = await upsertAll(
    new BulkClient(new OrgRequests(session), { folder }),
    new Journal(join(folder, "run")),
    plan,
    listener
  );
  server.close();
  assert.equal(taken, 7);
  const [first, second] = ["create 1,upload 1: 4,begin 1,create 2,upload 2: 3", "end 1,begin 2,end 2"];
  assert.deepEqual(server.told.join(), `${first},${second}`);
});

test("jobs are asked for by what is left of them, or by the time that has passed, and never seldom", () => {
  assert.equal(pauseUntilEnd(0), 100);
  assert.equal(pauseUntilEnd(4_000), 800);
  assert.equal(pauseUntilEnd(600_000), 5_000);
  assert.equal(pauseUntilEnd(6_000, 9_000, 10_000), 400);
  assert.equal(pauseUntilEnd(6_000, 9_990, 10_000), 100);
  assert.equal(pauseUntilEnd(60_000, 1_000, 10_000), 5_000);
});
