/** What people open is called by a name that they say, shows what belongs to it, and lists tell what is to be done. */
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { readProject } from "../local-org/metadata/project.ts";
import { elementsOf, textOf, textsOf, type XmlElement } from "../local-org/metadata/xml.ts";
import { startOrg, assignPermissionSet, type OrgProcess } from "./org-process.ts";
import { createProgram, createRecord } from "./records.ts";
import { tokenOf } from "./role-user.ts";

interface ListAnswer {
  readonly view: string;
  readonly rows: readonly { readonly fields: readonly { readonly name: string; readonly value: unknown }[] }[];
}

const project = readProject(".");
/** Written by the engine for itself; nobody opens them. */
const INTERNAL = ["LoyaltyCheckpoint__c", "LoyaltyLedgerAllocation__c"];

let org: OrgProcess;
let manager: string;
before(async () => {
  org = await startOrg();
  await assignPermissionSet(org, "Loyalty_Administrator");
  manager = await tokenOf(org, "Manager");
});
after(() => org.stop());

async function ask<T>(path: string): Promise<T> {
  const answer = await fetch(org.instanceUrl + path, { headers: { Authorization: `Bearer ${manager}` } });
  const text = await answer.text();
  assert.equal(answer.status, 200, `${path}: ${text}`);
  return JSON.parse(text) as T;
}

test("no record that people open is called by its number alone", () => {
  const numbered = project.objects.filter(({ definition }) => definition?.nameField.autoNumber);
  const titles = new Map(
    project.components
      .filter(({ type }) => type === "CompactLayout")
      .map(({ path, content }) => [path, textsOf(content as XmlElement, "fields")[0]])
  );
  const untitled = numbered.filter(({ name, definition }) => {
    const [, first] =
      [...titles].find(([path]) => path.includes(`/${name}/compactLayouts/${definition!.compactLayout}.`)) ?? [];
    return first === undefined || first === "Name";
  });
  const expected = [
    ...INTERNAL,
    "LoyaltyProgramMonth__c",
    "LoyaltyRewardOption__c",
    "LoyaltyRuleSimulationMonth__c",
    "LoyaltyTransactionLine__c"
  ];
  assert.deepEqual(untitled.map(({ name }) => name).sort(), expected.sort());
});

test("what has a list of work has a tab, by which the App Launcher opens it", () => {
  const named = (type: string, part: RegExp): string[] =>
    project.components.filter((one) => one.type === type).flatMap(({ path }) => part.exec(path)?.[1] ?? []);
  const withLists = new Set(named("ListView", /\/(\w+)\/listViews\/(?!All\.)/));
  assert.ok(withLists.size > 10);
  assert.deepEqual(
    [...withLists].filter((object) => !named("CustomTab", /\/tabs\/(\w+)\./).includes(object)),
    []
  );
});

test("an amount at the head of a record stands beside its currency", () => {
  const withCurrency = project.objects.filter(({ fields }) => fields.some(({ name }) => name === "CurrencyCode__c"));
  const heads = project.components
    .filter(({ type }) => type === "CompactLayout")
    .map(({ path, content }) => ({ path, shown: textsOf(content as XmlElement, "fields") }))
    .filter(({ path }) => withCurrency.some(({ name }) => path.includes(`/${name}/`)))
    .filter(({ shown }) => shown.some((name) => /^(Amount|Price|Value)__c$/.test(name)));
  assert.ok(heads.length >= 2, String(heads.length));
  assert.deepEqual(
    heads.filter(({ shown }) => !shown.includes("CurrencyCode__c")).map(({ path }) => path),
    []
  );
});

test("a record shows the records that belong to it", () => {
  const shown = new Set(
    project.components
      .filter(({ type }) => type === "Layout")
      .flatMap(({ content }) => elementsOf(content as XmlElement, "relatedLists"))
      .map((list) => textOf(list, "relatedList"))
  );
  const details = project.objects.flatMap(({ name, fields }) =>
    fields.filter(({ masterDetail }) => masterDetail).map((field) => `${name}.${field.name}`)
  );
  const internal = details.filter((name) => INTERNAL.some((object) => name.startsWith(object)));
  assert.deepEqual(
    details.filter((name) => !shown.has(name) && !internal.includes(name)),
    // Figures of jobs are shown on the dashboard; a leaderboard names nobody who has not agreed to it.
    [
      "LoyaltyProgramFigures__c.Program__c",
      "LoyaltyRewardFigures__c.Reward__c",
      "LoyaltyLeaderboardPlace__c.Leaderboard__c",
      "LoyaltyBreakageForecast__c.Program__c"
    ].filter((name) => details.includes(name))
  );
});

test("every list view answers with what its name says, for a manager too", async () => {
  const views = project.components.filter(({ type }) => type === "ListView");
  const readable = new Set(
    (await ask<{ sobjects: { name: string }[] }>("/services/data/v66.0/sobjects")).sobjects.map(({ name }) => name)
  );
  const asked = views.filter(({ path }) => readable.has(/\/objects\/([^/]+)\//.exec(path)![1]!));
  assert.ok(asked.length > 20, String(asked.length));
  for (const { name, path } of asked) {
    const object = /\/objects\/([^/]+)\//.exec(path)![1]!;
    const view = name.split(".").at(-1)!;
    assert.equal((await ask<ListAnswer>(`/lightning/api/list/${object}?view=${view}`)).view, view, `${object}.${view}`);
  }
});

test("members near their next tier are a list that says how much is missing, and of what", async () => {
  const program = await createProgram(org, "Silver Club", { CurrencyCode__c: "EUR", TierBasis__c: "Spend" });
  for (const [Name, Threshold__c] of [
    ["Bronze", 0],
    ["Silver", 1000]
  ])
    await createRecord(org, "LoyaltyTier__c", { Name, Threshold__c, Program__c: program, Multiplier__c: 1 });
  const enrol = async (name: string, amount: number): Promise<void> => {
    const account = await createRecord(org, "Account", { Name: name });
    const member = await createRecord(org, "LoyaltyMember__c", { Program__c: program, Account__c: account });
    await createRecord(org, "LoyaltyTransaction__c", {
      Member__c: member,
      Kind__c: "Purchase",
      ExternalId__c: name,
      OccurredAt__c: new Date().toISOString(),
      Amount__c: amount
    });
  };
  await enrol("Almost There", 860.5);
  await enrol("Far Away", 700);
  await enrol("Arrived", 1000);
  const { rows } = await ask<ListAnswer>("/lightning/api/list/LoyaltyMember__c?view=NearNextTier");
  const told = rows.map(({ fields }) => {
    const value = (field: string): unknown => fields.find(({ name }) => name === field)!.value;
    return [value("MemberName__c"), value("MissingToNextTier__c"), value("TierUnit__c"), value("ReachedOfNextTier__c")];
  });
  assert.deepEqual(told, [["Almost There", 140, "EUR", 86]]);
});

test("members without activity for the months of their program are proposed for erasure, and leave the list by buying", async () => {
  const program = await createProgram(org, "Kept Two Years", { RetentionMonths__c: 24 });
  const forever = await createProgram(org, "Kept Forever");
  const ago = (days: number): string => new Date(Date.now() - days * 86_400_000).toISOString();
  const enrol = async (name: string, days: number, into = program): Promise<string> => {
    const account = await createRecord(org, "Account", { Name: name });
    const member = { Program__c: into, Account__c: account, EnrolledAt__c: ago(1500) };
    const id = await createRecord(org, "LoyaltyMember__c", member);
    await buy(id, days);
    return id;
  };
  const buy = (Member__c: string, days: number): Promise<string> =>
    createRecord(org, "LoyaltyTransaction__c", {
      Member__c,
      Kind__c: "Purchase",
      ExternalId__c: `${Member__c} ${days}`,
      OccurredAt__c: ago(days),
      Amount__c: 10
    });
  const proposed = async (): Promise<unknown[]> =>
    (await ask<ListAnswer>("/lightning/api/list/LoyaltyMember__c?view=ProposedForErasure")).rows.map(
      ({ fields }) => fields.find(({ name }) => name === "MemberName__c")!.value
    );
  const silent = await enrol("Silent", 800);
  await enrol("Active", 700);
  await enrol("Silent Elsewhere", 800, forever);
  assert.deepEqual(await proposed(), ["Silent"]);
  await buy(silent, 1);
  assert.deepEqual(await proposed(), []);
});

test("points that expire in 30 days are a list; those that last longer, or are spent, are not on it", async () => {
  const program = await createProgram(org, "Club", {
    ExpiryModel__c: "FixedMonths",
    ExpiryMonths__c: 12,
    CurrencyCode__c: "EUR"
  });
  const account = await createRecord(org, "Account", { Name: "Corner Shop" });
  const member = await createRecord(org, "LoyaltyMember__c", { Program__c: program, Account__c: account });
  const earn = (days: number, amount: number): Promise<string> =>
    createRecord(org, "LoyaltyTransaction__c", {
      Member__c: member,
      Kind__c: "Purchase",
      ExternalId__c: String(days),
      OccurredAt__c: new Date(Date.now() - days * 864e5).toISOString(),
      Amount__c: amount
    });
  await earn(350, 70);
  await earn(100, 90);
  const { rows } = await ask<ListAnswer>("/lightning/api/list/LoyaltyLedger__c?view=ExpiringIn30Days");
  const told = rows.map(({ fields }) =>
    ["MemberName__c", "RemainingPoints__c"].map((column) => fields.find(({ name }) => name === column)!.value)
  );
  assert.deepEqual(told, [["Corner Shop", 70]]);
});
