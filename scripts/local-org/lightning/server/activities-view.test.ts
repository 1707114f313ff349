/** What a page's activity panel lists: "Object Reference: Task" and "Event". */
import assert from "node:assert/strict";
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { Connection } from "jsforce";
import { orgWith } from "../../apex/testing/fixture.ts";
import type { Org } from "../../org/types.ts";
import { serveOrg, type OrgServer } from "../../server.ts";
import type { ActivitiesView } from "../protocol/activities.ts";

let org: Org;
let server: OrgServer;
let connection: Connection;
before(async () => {
  org = orgWith({ classes: ["public class Nothing {}"] }, { coverage: false });
  server = await serveOrg({ org, port: 0, cacheFolder: mkdtempSync(join(tmpdir(), "cache-")) });
  connection = new Connection({ instanceUrl: server.origin, accessToken: server.accessToken, version: "66.0" });
});
after(async () => {
  await server.close();
  org.close();
});

const create = async (object: string, fields: object): Promise<string> =>
  ((await connection.sobject(object).create(fields as never)) as unknown as { id: string }).id;

async function subjectsOf(id: string): Promise<Record<string, unknown[]>> {
  const answer = await fetch(`${server.origin}/lightning/api/activities/${id}`, {
    headers: { Authorization: `Bearer ${server.accessToken}` }
  });
  assert.equal(answer.status, 200);
  const lists = (await answer.json()) as ActivitiesView[];
  return Object.fromEntries(lists.map(({ object, rows }) => [object, rows.map(({ fields }) => fields[0]!.value)]));
}

test("tasks and events of a record are listed, the latest day first; those of others are not", async () => {
  const account = await create("Account", { Name: "Dealer" });
  const stranger = await create("Account", { Name: "Stranger" });
  const person = await create("Contact", { LastName: "Buyer", AccountId: account });
  await create("Task", { Subject: "Call", WhatId: account, ActivityDate: "2026-03-01" });
  await create("Task", { Subject: "Visit", WhatId: account, ActivityDate: "2026-04-01" });
  await create("Task", { Subject: "Other", WhatId: stranger, ActivityDate: "2026-05-01" });
  await create("Event", {
    Subject: "Fair",
    WhoId: person,
    StartDateTime: "2026-03-02T10:00:00Z",
    EndDateTime: "2026-03-02T11:00:00Z"
  });
  assert.deepEqual((await subjectsOf(account))["Task"], ["Visit", "Call"]);
  assert.deepEqual((await subjectsOf(person))["Event"], ["Fair"]);
  assert.deepEqual(await subjectsOf(stranger), { Task: ["Other"], Event: [] });
});
