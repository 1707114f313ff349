import assert from "node:assert/strict";
import { metadata, fieldFile, objectFile } from "../metadata/rules/fixture.ts";
import { ProjectReader } from "../metadata/project-reader.ts";
import { openOrg } from "../org/embedded-org.ts";
import type { Org } from "../org/types.ts";
import { SObjectRecord } from "../schema/record.ts";
import type { DmlOperation } from "../save/types.ts";
import type { Transaction } from "../transaction/transaction.ts";
import type { FieldValue } from "../values/field-value.ts";
import { Decimal } from "../values/decimal.ts";

/** By name. */
type Sources = Readonly<Record<string, string>>;

/** An org with the objects Order__c and its details Note__c, and these flows and classes. */
export class FlowOrg {
  readonly org: Org;
  /** Moves as a test says. */
  private now = Date.UTC(2026, 0, 15, 12);
  /** Of the transaction of the last save. */
  used = { queries: 0, statements: 0 };

  constructor(flows: Sources, classes: Sources = {}, triggers: Sources = {}, more: Sources = {}) {
    this.org = openOrg({ clock: { now: () => this.now } });
    assert.deepEqual(this.deploy(flows, classes, triggers, more), []);
  }

  /**
   * What the deployment refuses.
   * @param more files by their path
   */
  deploy(flows: Sources, classes: Sources = {}, triggers: Sources = {}, more: Sources = {}): string[] {
    const files = {
      ...objects,
      ...more,
      ...flowFiles(flows),
      ...apexFiles("classes", "cls", "ApexClass", classes),
      ...apexFiles("triggers", "trigger", "ApexTrigger", triggers)
    };
    const tree = Object.entries(files).map(([path, text]) => ({ path: `app/${path}`, read: () => Buffer.from(text) }));
    const project = new ProjectReader("", tree, { sourceApiVersion: "66.0", namespace: "" }).read();
    return this.org.deploy(project).problems.map(({ path, line, message }) => `${path}:${line} ${message}`);
  }

  /** Saves records of one object in one statement and transaction. */
  save(operation: DmlOperation, object: string, ...values: Record<string, FieldValue>[]): SObjectRecord[] {
    return this.within((tx) => {
      const records = values.map((one) => new SObjectRecord(tx.schema.object(object)!, { ...one }));
      this.org.saving.save(tx, operation, records, { allOrNone: true, accessMode: "system", withSharing: false });
      this.used = { queries: tx.limits.usage("queries"), statements: tx.limits.usage("dmlStatements") };
      return records;
    });
  }

  /** What becomes of each record where others are saved without it. */
  saveWhatCanBe(object: string, ...values: Record<string, FieldValue>[]): string[] {
    return this.within((tx) => {
      const records = values.map((one) => new SObjectRecord(tx.schema.object(object)!, { ...one }));
      const options = { allOrNone: false, accessMode: "system", withSharing: false } as const;
      const results = this.org.saving.save(tx, "insert", records, options);
      return results.map(({ errors: [error] }) => (error ? `${error.statusCode}: ${error.message}` : "saved"));
    });
  }

  /** The fields of all records of a query, in its order, numbers as numbers. */
  rows(query: string): FieldValue[][] {
    return this.within((tx) => {
      const analyzed = this.org.soql.analyze(query, tx.schema);
      const { records } = this.org.soql.execute(tx, analyzed, new Map(), { accessMode: "system", withSharing: false });
      return records.map((record) =>
        analyzed.columns
          .filter(({ hidden }) => !hidden)
          .map(({ name }) => record.get(name))
          .map((value) => (value instanceof Decimal ? value.toNumber() : value))
      );
    });
  }

  /** What anonymous Apex writes to its log. */
  said(script: string): string[] {
    const lines: string[] = [];
    const debugLog = { write: (_level: string, _place: string, message: string) => void lines.push(message) };
    assert.deepEqual(this.org.executeAnonymous(this.org.administrator, script, debugLog), {});
    return lines;
  }

  /** Lets time pass, and everything run whose time has come. */
  async pass(minutes: number): Promise<void> {
    this.now += minutes * 60_000;
    this.org.startDueJobs();
    await this.org.idle();
  }

  within<T>(work: (tx: Transaction) => T): T {
    return this.org.transaction(this.org.administrator, work);
  }
}

const number = "<type>Number</type><precision>18</precision><scale>2</scale>";
const text = "<type>Text</type><length>255</length>";

const objects = {
  "objects/Order__c/Order__c.object-meta.xml": objectFile("ReadWrite"),
  "objects/Order__c/fields/Amount__c.field-meta.xml": fieldFile("Amount__c", number),
  "objects/Order__c/fields/Status__c.field-meta.xml": fieldFile("Status__c", text),
  "objects/Order__c/fields/Grade__c.field-meta.xml": fieldFile("Grade__c", text),
  "objects/Order__c/fields/Due__c.field-meta.xml": fieldFile("Due__c", "<type>Date</type>"),
  "objects/Order__c/fields/Account__c.field-meta.xml": fieldFile(
    "Account__c",
    "<type>Lookup</type><referenceTo>Account</referenceTo><relationshipName>Orders</relationshipName>"
  ),
  "objects/Note__c/Note__c.object-meta.xml": objectFile("ReadWrite"),
  "objects/Note__c/fields/Text__c.field-meta.xml": fieldFile("Text__c", `${text}<required>true</required>`),
  "objects/Note__c/fields/Order__c.field-meta.xml": fieldFile(
    "Order__c",
    "<type>Lookup</type><referenceTo>Order__c</referenceTo><relationshipName>Notes</relationshipName>"
  )
};

function flowFiles(flows: Sources): Record<string, string> {
  return Object.fromEntries(
    Object.entries(flows).map(([name, content]) => [`flows/${name}.flow-meta.xml`, flowFile(name, content)])
  );
}

function apexFiles(folder: string, ending: string, type: string, sources: Sources): Record<string, string> {
  const meta = metadata(type, "<apiVersion>66.0</apiVersion><status>Active</status>");
  return Object.fromEntries(
    Object.entries(sources).flatMap(([name, source]) => [
      [`${folder}/${name}.${ending}`, source],
      [`${folder}/${name}.${ending}-meta.xml`, meta]
    ])
  );
}

/** An active flow without screens, where its content says nothing else. */
export function flowFile(name: string, content: string): string {
  const kind = content.includes("<processType>") ? "" : "<processType>AutoLaunchedFlow</processType>";
  const status = content.includes("<status>") ? "" : "<status>Active</status>";
  return metadata(
    "Flow",
    `<apiVersion>66.0</apiVersion><label>${name.replaceAll("_", " ")}</label>${kind}${status}${content}`
  );
}

/** `start` of a flow that an Order__c starts, whose first element is `next`. */
export function startOf(
  when: "Create" | "Update" | "CreateAndUpdate" | "Delete",
  timing: string,
  next: string,
  more = ""
): string {
  return `<start><connector><targetReference>${next}</targetReference></connector><object>Order__c</object><recordTriggerType>${when}</recordTriggerType><triggerType>${timing}</triggerType>${more}</start>`;
}

export function begin(next: string): string {
  return `<start><connector><targetReference>${next}</targetReference></connector></start>`;
}

export function to(next: string | undefined, connector = "connector"): string {
  return next === undefined ? "" : `<${connector}><targetReference>${next}</targetReference></${connector}>`;
}

/** A value: a reference where it is in braces, else a text, number or flag. */
export function value(given: string | number | boolean, tag = "value"): string {
  if (typeof given === "number") return `<${tag}><numberValue>${given}</numberValue></${tag}>`;
  if (typeof given === "boolean") return `<${tag}><booleanValue>${given}</booleanValue></${tag}>`;
  const reference = /^\{([^!].*)\}$/.exec(given)?.[1];
  return reference
    ? `<${tag}><elementReference>${reference}</elementReference></${tag}>`
    : `<${tag}><stringValue>${given}</stringValue></${tag}>`;
}

export function assignment(
  name: string,
  items: readonly [string, string, string | number | boolean][],
  next?: string
): string {
  const written = items.map(
    ([target, operator, given]) =>
      `<assignmentItems><assignToReference>${target}</assignToReference><operator>${operator}</operator>${value(given)}</assignmentItems>`
  );
  return `<assignments><name>${name}</name><label>${name}</label>${written.join("")}${to(next)}</assignments>`;
}

export function filter(field: string, operator: string, given: string | number | boolean): string {
  return `<filters><field>${field}</field><operator>${operator}</operator>${value(given)}</filters>`;
}

export function condition(left: string, operator: string, right: string | number | boolean): string {
  return `<conditions><leftValueReference>${left}</leftValueReference><operator>${operator}</operator>${value(right, "rightValue")}</conditions>`;
}

export function inputs(values: Readonly<Record<string, string | number | boolean>>): string {
  return Object.entries(values)
    .map(([field, given]) => `<inputAssignments><field>${field}</field>${value(given)}</inputAssignments>`)
    .join("");
}

export function variable(name: string, dataType: string, more = ""): string {
  return `<variables><name>${name}</name><dataType>${dataType}</dataType>${more}</variables>`;
}
