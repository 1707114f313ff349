import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { after, before, test } from "node:test";
import { assignPermissionSet, startOrg, type OrgProcess } from "./org-process.ts";
import { createProgram, createRecord, createRule } from "./records.ts";
import { runApex } from "./run-apex.ts";

type Row = Readonly<Record<string, string>>;

interface Recipe {
  readonly title: string;
  readonly tables: readonly Table[];
}

/** A table of the page: rows by the names of their columns. */
interface Table {
  readonly columns: readonly string[];
  readonly rows: readonly Row[];
}

/** What a recipe's example is played with. */
interface Stage {
  readonly program: string;
  readonly member: string;
  readonly prefix: string;
}

interface DescribedField {
  readonly name: string;
  readonly label: string;
  readonly type: string;
  readonly picklistValues?: readonly { readonly label: string; readonly value: string }[];
}

const OBJECTS: Readonly<Record<string, string>> = {
  "Loyalty Rule": "LoyaltyRule__c",
  "Loyalty Program": "LoyaltyProgram__c",
  "Loyalty Reward": "LoyaltyReward__c"
};

let org: OrgProcess;
let number = 0;

before(async () => {
  org = await startOrg();
  await assignPermissionSet(org, "Loyalty_Administrator");
});
after(() => org.stop());

const recipes = recipesOf(readFileSync("docs/cookbook.md", "utf8"));

test("the cookbook has its recipes, each with an example or a test of its own", () => {
  const withExample = recipes.filter(({ tables }) => tables.some(({ columns }) => columns[0] === "transaction"));
  assert.ok(withExample.length >= 5, `only ${withExample.length} recipes with an example were found`);
  assert.deepEqual(
    recipes.filter((recipe) => !withExample.includes(recipe)).map(({ title }) => title),
    ["A birthday gift"]
  );
});

for (const recipe of recipes)
  test(recipe.title, async () => {
    const stage = await stageOf(recipe);
    await enter(recipe, stage);
    for (const { columns, rows } of recipe.tables) {
      if (columns[0] === "transaction") await playTransactions(rows, stage);
      if (columns[0] === "settlement of") await compareSettlements(rows, stage);
    }
    if (recipe.title === "A birthday gift") await celebrateTwice(stage);
  });

test("criteria that docs/rules.md shows are taken as they stand", async () => {
  const page = readFileSync("docs/rules.md", "utf8");
  const inWords = [...page.matchAll(/`(\{"(?:[^`])*\})`/g)].map(([, criteria]) => criteria!);
  const criteria = [/```json\n([\s\S]*?)```/.exec(page)![1]!, ...inWords];
  assert.ok(criteria.length >= 4, `only ${criteria.length} criteria were found`);
  const program = await createProgram(org, "Criteria", { Code__c: "CRITERIA" });
  await createRecord(org, "LoyaltyTier__c", { Name: "Gold", Program__c: program, Threshold__c: 0, Multiplier__c: 1 });
  for (const one of criteria)
    await createRule(org, program, "Rule of the page", 10, {
      StartsAt__c: "2026-01-01T00:00:00Z",
      AppliesTo__c: one.includes("activity") ? "Activities" : "Purchases",
      Criteria__c: one
    });
});

async function stageOf({ title }: Recipe): Promise<Stage> {
  const prefix = `R${++number}`;
  const program = await createProgram(org, `${prefix} ${title}`.slice(0, 40), { Code__c: prefix });
  const today = new Date().toISOString().slice(4, 10);
  const contact = await createRecord(org, "Contact", { LastName: prefix, Birthdate: `1980${today}` });
  const member = await createRecord(org, "LoyaltyMember__c", {
    Program__c: program,
    Contact__c: contact,
    MemberNumber__c: prefix,
    Status__c: "Active",
    EnrolledAt__c: "2025-01-01T00:00:00Z"
  });
  return { program, member, prefix };
}

/**
 * Enters the recipe's records in the order of the page; a cell of the form "the …" stands for what was made before. A rule whose name
 * was entered before is changed.
 */
async function enter({ tables }: Recipe, { program }: Stage): Promise<void> {
  let reward: string | undefined;
  const rules = new Map<unknown, string>();
  for (const { columns, rows } of tables) {
    const object = OBJECTS[columns[0]!];
    if (object === undefined) continue;
    const fields = await fieldsOf(object, columns[0]!, rows, {
      "the supplier's account": () => createRecord(org, "Account", { Name: "Supplier" }),
      "the reward above": () => Promise.resolve(reward!),
      "the challenge above": () => Promise.resolve([...rules.values()][0]!)
    });
    const changed = object === "LoyaltyProgram__c" ? program : rules.get(fields["Name"]);
    if (changed !== undefined) await org.connection.sobject(object).update({ Id: changed, ...fields });
    else {
      const id = await createRecord(org, object, { Program__c: program, ...fields });
      if (object === "LoyaltyReward__c") reward = id;
      if (object === "LoyaltyRule__c") rules.set(fields["Name"], id);
    }
  }
}

async function fieldsOf(
  object: string,
  column: string,
  rows: readonly Row[],
  records: Readonly<Record<string, () => Promise<string>>>
): Promise<Record<string, unknown>> {
  const { fields } = (await org.connection.describe(object)) as { fields: readonly DescribedField[] };
  const values: Record<string, unknown> = {};
  for (const row of rows) {
    const field = fields.find(({ label }) => label === row[column]);
    assert.ok(field, `${object} has no field with the label ${row[column]}`);
    const text = row["value"]!.replace(/^`|`$/g, "");
    const choice = field.picklistValues?.find(({ label }) => label === text);
    if (field.type === "picklist") assert.ok(choice, `${object}.${field.name} has no value with the label ${text}`);
    values[field.name] =
      field.type === "reference" ? await records[text]!() : (choice?.value ?? typed(field.type, text));
  }
  return values;
}

function typed(type: string, text: string): unknown {
  if (type === "boolean") return text === "true";
  if (["double", "currency", "percent", "int"].includes(type)) return Number(text);
  return type === "datetime" ? moment(text) : text;
}

async function playTransactions(rows: readonly Row[], stage: Stage): Promise<void> {
  for (const row of rows) {
    await record(row, stage);
    const member: Row = (await org.connection.sobject("LoyaltyMember__c").findOne({ Id: stage.member }))!;
    assert.deepEqual(
      { balance: member["Balance__c"], pending: member["PendingPoints__c"] },
      { balance: Number(row["balance"]), pending: Number(row["pending"]) },
      row["transaction"]
    );
  }
}

async function record(row: Row, { member, prefix }: Stage): Promise<void> {
  const [, kind, name] = /^(purchase|return of) (\w+)$/.exec(row["transaction"]!) ?? [];
  const paid = /^(\w+) is paid$/.exec(row["transaction"]!);
  if (paid) {
    const transactions = org.connection.sobject("LoyaltyTransaction__c");
    const found = (await transactions.findOne({ ExternalId__c: `${prefix}-${paid[1]}` })) as { Id: string };
    await transactions.update({ Id: found.Id, PaidAt__c: moment(row["moment"]!) });
    return;
  }
  assert.ok(kind, `not a transaction: ${row["transaction"]}`);
  const lines = (row["lines"] ?? "").split(", ").filter((line) => line !== "");
  const externalId = `${prefix}-${kind === "purchase" ? "" : "return-"}${name}`;
  const transaction = await createRecord(org, "LoyaltyTransaction__c", {
    Member__c: member,
    ExternalId__c: externalId,
    Kind__c: kind === "purchase" ? "Purchase" : "Return",
    ...(kind === "purchase" ? {} : { OriginalExternalId__c: `${prefix}-${name}` }),
    Status__c: "Valid",
    OccurredAt__c: moment(row["moment"]!),
    Amount__c: Number(row["amount"]!.replace("−", "-")),
    ...(lines.length > 0 ? { ExpectedLines__c: lines.length } : {})
  });
  for (const [index, line] of lines.entries()) {
    const [, category, amount] = /^(.+) (\d+)$/.exec(line)!;
    await createRecord(org, "LoyaltyTransactionLine__c", {
      Transaction__c: transaction,
      ExternalId__c: `${externalId}-${index}`,
      LineNumber__c: String(index),
      Category__c: category,
      Product__c: category,
      Quantity__c: 1,
      Amount__c: Number(amount)
    });
  }
}

async function compareSettlements(rows: readonly Row[], { program }: Stage): Promise<void> {
  for (const row of rows) {
    const [year, month] = row["settlement of"]!.split("-").map(Number);
    await runApex(org, `Database.executeBatch(new SettlementJob(Date.newInstance(${year}, ${month}, 1)));`);
    const found = await org.connection.sobject("LoyaltySettlement__c").findOne({ Program__c: program });
    assert.deepEqual(
      [found?.["Month__c"], found?.["Points__c"], found?.["Value__c"], found?.["Amount__c"]],
      [row["settlement of"], Number(row["points"]), Number(row["value"]), Number(row["amount"])]
    );
  }
}

async function celebrateTwice({ member }: Stage): Promise<void> {
  await runApex(org, "Database.executeBatch(new CelebrationBonusJob());");
  await runApex(org, "Database.executeBatch(new CelebrationBonusJob());");
  const vouchers = await org.connection.query(
    `SELECT Reward__r.Name FROM LoyaltyVoucher__c WHERE Member__c = '${member}' AND Status__c = 'Issued'`
  );
  assert.deepEqual(
    vouchers.records.map((voucher) => (voucher["Reward__r"] as { Name: string }).Name),
    ["Birthday cake"]
  );
}

function moment(text: string): string {
  return `${text.replace(" ", "T")}:00Z`;
}

function recipesOf(markdown: string): Recipe[] {
  return markdown
    .split(/^## /m)
    .slice(1)
    .map((section) => ({ title: section.slice(0, section.indexOf("\n")), tables: tablesOf(section) }));
}

function tablesOf(section: string): Table[] {
  return [...section.matchAll(/(?:^\|.*\|\n)+/gm)].map(([table]) => {
    const [columns = [], , ...rows] = table
      .trim()
      .split("\n")
      .map((line) =>
        line
          .slice(1, -1)
          .split("|")
          .map((cell) => cell.trim())
      );
    return {
      columns,
      rows: rows.map((cells) => Object.fromEntries(columns.map((name, index) => [name, cells[index]!])))
    };
  });
}
