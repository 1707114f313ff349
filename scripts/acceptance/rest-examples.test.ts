import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { after, before, test } from "node:test";
import { assignPermissionSet, startOrg, type OrgProcess } from "./org-process.ts";
import { createProgram, createRecord } from "./records.ts";

const ROOT = "/services/apexrest/loyalty/v1/";
/** In an expected answer: any value. */
const ANYTHING = "…";

interface Example {
  readonly method: string;
  readonly path: string;
  readonly status: number;
  readonly body: string;
  readonly answer: unknown;
}

let org: OrgProcess;
const page = await readFile("docs/rest-api.md", "utf8");
const contract = await readFile("docs/openapi.yaml", "utf8");

before(async () => {
  org = await startOrg();
  await assignPermissionSet(org, "Loyalty_Administrator");
  await prepare();
});

after(() => org.stop());

test("every example of the REST page is answered as the page says", async () => {
  const examples = examplesOf(page);
  assert.ok(examples.length >= 20, `only ${examples.length} examples were found`);
  for (const example of examples) {
    const { status, body } = await send(example);
    const context = `${example.method} ${example.path}: ${JSON.stringify(body)}`;
    assert.equal(status, example.status, context);
    assertLike(example.answer, body, context);
  }
});

test("the page and the machine-readable contract name the same requests", () => {
  assert.deepEqual(requestsOfTheContract(), [...new Set([...requestsOfThePage(), ...otherNames()])].sort());
});

test("the contract knows every error code that the page names", () => {
  const codes = new Set(page.match(/`[A-Z]+_[A-Z_]+`/g)!.map((code) => code.slice(1, -1)));
  for (const code of codes) assert.match(contract, new RegExp(`- ${code}\\n`), code);
});

/** What the page's examples take for granted. */
async function prepare(): Promise<void> {
  const program = await createProgram(org, "Wholesale", { CurrencyCode__c: "GBP", CheckoutRate__c: 0.01 });
  const bronze = await tier(program, "Bronze", 0, 1);
  await tier(program, "Silver", 10000, 1.1);
  await createRecord(org, "LoyaltyBenefit__c", {
    Tier__c: bronze,
    Name: "Discount",
    Kind__c: "DiscountPercent",
    Value__c: 5
  });
  await createRecord(org, "Account", { Name: "Green Grocers", ErpCustomerNumber__c: "C-17850" });
  await price(program, { ProductCode__c: "JUG", MinimumQuantity__c: 1, Price__c: 4.5, Tier__c: bronze });
  await price(program, { ProductCode__c: "JUG", MinimumQuantity__c: 100, Price__c: 3.9, Tier__c: bronze });
  await price(program, { ProductCode__c: "LAMP", Saving__c: 12.5 });
  await reward(program, { Name: "10% off", Kind__c: "Percentage", Value__c: 10, Cost__c: 100 });
  const choice = await reward(program, { Name: "Thank you", Kind__c: "Choice", Cost__c: 200 });
  const option = await reward(program, {
    Name: "Free shipping",
    Kind__c: "FreeShipping",
    Cost__c: 0,
    Distribution__c: "Grant"
  });
  await createRecord(org, "LoyaltyRewardOption__c", { Choice__c: choice, Option__c: option });
  await reward(program, { Name: "Gift card", Kind__c: "GiftCard", Value__c: 50, Cost__c: 500 });
  await reward(program, {
    Name: "Mug",
    Kind__c: "FreeProduct",
    ProductCode__c: "MUG",
    Cost__c: 0,
    Distribution__c: "Gift",
    MinimumOrder__c: 2000,
    ValidFrom__c: "2026-01-01"
  });
}

const tier = (program: string, name: string, threshold: number, multiplier: number): Promise<string> =>
  createRecord(org, "LoyaltyTier__c", {
    Program__c: program,
    Name: name,
    Threshold__c: threshold,
    Multiplier__c: multiplier
  });

const price = (program: string, fields: object): Promise<string> =>
  createRecord(org, "LoyaltyTierPrice__c", { Program__c: program, ...fields });

const reward = (program: string, fields: object): Promise<string> =>
  createRecord(org, "LoyaltyReward__c", { Program__c: program, Active__c: true, ...fields });

/** Each request block is followed by the block of its answer. */
function examplesOf(markdown: string): Example[] {
  const blocks = [...markdown.matchAll(/```(http|json)\n([\s\S]*?)```/g)].map((match) => ({
    language: match[1]!,
    text: match[2]!
  }));
  return blocks.flatMap((block, index) => {
    if (block.language !== "http") return [];
    const [first = "", ...rest] = block.text.split("\n");
    const request = /^(GET|POST|DELETE) (\S+) → (\d+)$/.exec(first);
    assert.ok(request, `not a request: ${first}`);
    const answer = blocks[index + 1];
    assert.equal(answer?.language, "json", `no answer follows ${first}`);
    return [
      {
        method: request[1]!,
        path: request[2]!,
        status: Number(request[3]),
        body: rest.join("\n"),
        answer: JSON.parse(answer.text) as unknown
      }
    ];
  });
}

async function send(example: Example): Promise<{ status: number; body: unknown }> {
  const body = example.method === "POST" ? await withIds(example.body) : undefined;
  const response = await fetch(org.instanceUrl + ROOT + example.path, {
    method: example.method,
    headers: { Authorization: `Bearer ${org.accessToken}`, "Content-Type": "application/json" },
    ...(body === undefined ? {} : { body })
  });
  return { status: response.status, body: await response.json() };
}

/** Puts the ids of rewards where the page has their names. */
async function withIds(body: string): Promise<string> {
  let text = body;
  for (const [placeholder, name] of body.matchAll(/«(.+?)»/g)) {
    const found = await org.connection.sobject("LoyaltyReward__c").findOne({ Name: name }, ["Id"]);
    assert.ok(found, `no reward ${name}`);
    text = text.replace(placeholder, found.Id);
  }
  return text;
}

function assertLike(expected: unknown, actual: unknown, context: string): void {
  if (expected === ANYTHING) {
    assert.ok(actual !== null && actual !== undefined, context);
  } else if (Array.isArray(expected)) {
    assert.ok(Array.isArray(actual) && actual.length === expected.length, context);
    expected.forEach((item, index) => assertLike(item, actual[index], context));
  } else if (typeof expected === "object" && expected !== null) {
    const members = actual as Record<string, unknown>;
    assert.deepEqual(Object.keys(members ?? {}).sort(), Object.keys(expected).sort(), context);
    for (const [name, value] of Object.entries(expected)) assertLike(value, members[name], `${name} of ${context}`);
  } else {
    assert.deepEqual(actual, expected, context);
  }
}

/** Requests of the table at the top of the page, without their parameters' names and queries. */
function requestsOfThePage(): string[] {
  return [...page.matchAll(/^\| `(GET|POST|DELETE) ([^`]+)`/gm)].map(
    ([, method, path]) => `${method} /${path!.split("?")[0]!.replace(/\{[^}]*\}/g, "{}")}`
  );
}

/** The other names of requests, for numbers and codes with any characters. */
const otherNames = (): string[] => [
  "GET /members",
  "GET /ledger",
  "GET /vouchers",
  "POST /redemptions/cancel",
  "POST /vouchers/use",
  "POST /reservations/commit",
  "POST /reservations/cancel"
];

function requestsOfTheContract(): string[] {
  const requests: string[] = [];
  let path = "";
  for (const line of contract.split("\ncomponents:")[0]!.split("\n")) {
    path = /^ {2}(\/\S*):$/.exec(line)?.[1] ?? path;
    const method = /^ {4}(get|post|delete):$/.exec(line)?.[1];
    if (method !== undefined) requests.push(`${method.toUpperCase()} ${path.replace(/\{[^}]*\}/g, "{}")}`);
  }
  return requests.sort();
}
