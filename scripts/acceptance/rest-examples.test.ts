import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { after, before, test } from "node:test";
import { Ajv2020, type ValidateFunction } from "ajv/dist/2020.js";
import { parse } from "yaml";
import { assignPermissionSet, startOrg, type OrgProcess } from "./org-process.ts";
import { createProgram, createRecord, createRule } from "./records.ts";

const ROOT = "/services/apexrest/loyalty/v1/";
/** In an expected answer: any value. */
const ANYTHING = "…";

interface Tree {
  readonly [key: string]: unknown;
}

interface Example {
  readonly method: string;
  readonly path: string;
  readonly status: number;
  readonly body: string;
  readonly answer: unknown;
}

let org: OrgProcess;
let validators: ReadonlyMap<string, ValidateFunction>;
const page = await readFile("docs/rest-api.md", "utf8");
const contract = await readFile("docs/openapi.yaml", "utf8");
const contractTree = parse(contract) as Tree;

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
    assertAllowedByTheContract(example, body, context);
  }
});

test("an answer with a property that the contract does not have is found", () => {
  const example: Example = { method: "GET", path: "gifts?member=M-100", status: 200, body: "", answer: ANYTHING };
  assertAllowedByTheContract(example, { gifts: [] }, "");
  assert.throws(() => assertAllowedByTheContract(example, { gifts: [], more: 1 }, ""));
});

test("every example of the contract is on the page, where an org answers it", () => {
  const onThePage = examplesOf(page).flatMap(({ body, answer }) =>
    body.trim() === "" ? [answer] : [answer, JSON.parse(body.replace(/«.+?»/g, ANYTHING)) as unknown]
  );
  const examples = [...examplesIn(contractTree)].filter(({ name }) => name !== "noSession");
  assert.ok(examples.length > 50, `only ${examples.length} examples were found`);
  const elsewhere = examples.filter(({ value }) => !onThePage.some((shown) => isLike(shown, value)));
  assert.deepEqual(elsewhere, []);
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
  await createRecord(org, "Account", { Name: "Red Restaurant", ErpCustomerNumber__c: "C-30000" });
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
  await reward(program, {
    Name: "Kettle",
    Kind__c: "FreeProduct",
    ProductCode__c: "KETTLE",
    Cost__c: 250,
    Sent__c: true
  });
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
  await createRule(org, program, "Tea-Time", 20, {
    Description__c: "Twenty points for each purchase",
    OptIn__c: true
  });
  await makeOneCustomerWithTwoMemberships();
}

async function makeOneCustomerWithTwoMemberships(): Promise<void> {
  const [stays, goes] = await Promise.all(
    ["M-200", "M-201"].map(async (memberNumber) => {
      const accountErpNumber = `C-${memberNumber}`;
      const id = await createRecord(org, "Account", { Name: "Blue Hotel", ErpCustomerNumber__c: accountErpNumber });
      const body = JSON.stringify({ program: "WHOLESALE", accountErpNumber, memberNumber });
      const { status } = await send({ method: "POST", path: "members", status: 201, body, answer: ANYTHING });
      assert.equal(status, 201);
      return id;
    })
  );
  const merged = await org.connection.tooling.executeAnonymous(
    `merge new Account(Id = '${stays}') new Account(Id = '${goes}');`
  );
  assert.ok(merged.success, merged.exceptionMessage ?? merged.compileProblem ?? "");
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
  const response = await fetch(org.instanceUrl + ROOT + (await withIds(example.path)), {
    method: example.method,
    headers: { Authorization: `Bearer ${org.accessToken}`, "Content-Type": "application/json" },
    ...(body === undefined ? {} : { body })
  });
  return { status: response.status, body: await response.json() };
}

/** Puts the ids of rewards and promotions where the page has their names, and that of the merge. */
async function withIds(example: string): Promise<string> {
  let text = example;
  for (const [placeholder, name] of example.matchAll(/«(.+?)»/g)) text = text.replace(placeholder, await idOf(name!));
  return text;
}

async function idOf(name: string): Promise<string> {
  const queries =
    name === "merge"
      ? ["SELECT Id FROM LoyaltyMerge__c ORDER BY CreatedDate DESC, Id DESC LIMIT 1"]
      : ["LoyaltyReward__c", "LoyaltyRule__c"].map((object) => `SELECT Id FROM ${object} WHERE Name = '${name}'`);
  const found = await Promise.all(queries.map((query) => org.connection.query<{ Id: string }>(query)));
  const [record] = found.flatMap(({ records }) => records);
  assert.ok(record, `nothing is called ${name}`);
  return record.Id;
}

/** The schemas of all answers, with properties that are not described refused. */
function answerSchemas(): ReadonlyMap<string, ValidateFunction> {
  const ajv = new Ajv2020({ strict: false, validateFormats: false });
  const closed = JSON.parse(JSON.stringify(contractTree), (_key, value: unknown) =>
    isObjectSchema(value) ? { ...value, unevaluatedProperties: false } : value
  ) as Tree;
  ajv.addSchema({ $id: "contract", ...closed });
  const compiled = new Map<string, ValidateFunction>();
  for (const [path, item] of Object.entries(contractTree.paths as Record<string, Tree>)) {
    for (const [method, operation] of Object.entries(item)) {
      for (const status of Object.keys(((operation as Tree).responses as Tree | undefined) ?? {})) {
        const pointer = ["paths", path, method, "responses", status];
        compiled.set(
          `${method.toUpperCase()} ${path} ${status}`,
          ajv.compile({ $ref: `contract#${schemaAt(pointer)}` })
        );
      }
    }
  }
  return compiled;
}

function isObjectSchema(value: unknown): value is Tree {
  return typeof value === "object" && value !== null && (value as Tree).type === "object";
}

function schemaAt(pointer: readonly string[]): string {
  const answer = pointer.reduce((node, key) => node[key] as Tree, contractTree);
  const content = "content/application~1json/schema";
  if (typeof answer.$ref === "string") return `${answer.$ref.slice(1)}/${content}`;
  return `/${pointer.map((key) => encodeURIComponent(key.replaceAll("/", "~1"))).join("/")}/${content}`;
}

function assertAllowedByTheContract(example: Example, body: unknown, context: string): void {
  validators ??= answerSchemas();
  const path = pathOfTheContract(example);
  const validate =
    validators.get(`${example.method} ${path} ${example.status}`) ?? validators.get(`${example.method} ${path} 4XX`);
  assert.ok(validate, `the contract has no answer ${example.status} to ${example.method} ${path}`);
  assert.ok(validate(body), `${JSON.stringify(validate.errors)} in ${context}`);
}

/** A fixed part of a path comes before a parameter. */
function pathOfTheContract({ method, path }: Example): string {
  const parts = path.split("?")[0]!.split("/");
  const paths = Object.entries(contractTree.paths as Record<string, Tree>)
    .filter(([, item]) => item[method.toLowerCase()] !== undefined)
    .map(([template]) => template)
    .filter((template) => {
      const wanted = template.slice(1).split("/");
      return wanted.length === parts.length && wanted.every((part, i) => part.startsWith("{") || part === parts[i]);
    });
  return paths.sort((a, b) => a.split("{").length - b.split("{").length)[0] ?? path;
}

function* examplesIn(node: unknown): Generator<{ name: string; value: unknown }> {
  if (typeof node !== "object" || node === null) return;
  for (const [key, value] of Object.entries(node)) {
    if (key === "examples") {
      for (const [name, example] of Object.entries(value as Record<string, Tree>)) yield { name, value: example.value };
    } else {
      yield* examplesIn(value);
    }
  }
}

function isLike(expected: unknown, actual: unknown): boolean {
  try {
    assertLike(expected, actual, "");
    return true;
  } catch {
    return false;
  }
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
  "POST /dispatches",
  "POST /redemptions/cancel",
  "POST /vouchers/use",
  "POST /vouchers/refill",
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
