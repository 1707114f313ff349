import { buildSchema } from "../schema/build.ts";
import { defineField, type FieldDefinition } from "../schema/field.ts";
import { SObjectRecord } from "../schema/record.ts";
import type { Schema, SharingModel, ValidationRule } from "../schema/types.ts";
import type { ObjectSource } from "../metadata/types.ts";
import { createSystemData, loadAdministrator } from "../security/system-data.ts";
import { createSoqlEngine } from "../soql/engine.ts";
import type { BindValue, QueryOptions } from "../soql/types.ts";
import type { Database } from "../storage/database.ts";
import { openDatabase } from "../storage/sqlite.ts";
import { migrate } from "../storage/tables.ts";
import { LimitTracker } from "../transaction/limits.ts";
import { OrgTransaction } from "../transaction/org-transaction.ts";
import type { RunningUser } from "../transaction/user.ts";
import { Decimal } from "../values/decimal.ts";
import type { FieldValue } from "../values/field-value.ts";
import { createSaveEngine } from "./engine.ts";
import type { DmlOperation, SaveOptions, SaveResult, TriggerEvent, TriggerRunner } from "./types.ts";

/** A small database with custom objects of the test's making, driven through the real engines. */
export class Fixture {
  readonly schema: Schema;
  readonly database: Database;
  readonly tx: OrgTransaction;
  readonly fired: string[] = [];
  now = Date.UTC(2026, 2, 15, 12);
  onTrigger: (event: TriggerEvent) => void = () => undefined;
  private readonly soql = createSoqlEngine();
  private readonly saving;

  constructor(objects: readonly ObjectSource[] = [], user: Partial<RunningUser> = {}) {
    this.schema = buildSchema({ objects });
    this.database = openDatabase(":memory:");
    migrate(this.database, this.schema);
    this.database.begin();
    createSystemData({ database: this.database, schema: this.schema, clock: { now: () => this.now } });
    this.tx = new OrgTransaction({
      database: this.database,
      schema: this.schema,
      clock: { now: () => this.now },
      limits: new LimitTracker(),
      user: { ...loadAdministrator(this.database), timeZone: "Europe/Warsaw", ...user }
    });
    const runner: TriggerRunner = {
      handles: () => true,
      run: (_tx, event) => {
        this.fired.push(
          `${event.timing} ${event.operation} ${event.object.name} ${(event.newRecords ?? event.oldRecords)!.length}`
        );
        this.onTrigger(event);
      }
    };
    this.saving = createSaveEngine({ triggers: runner });
  }

  record(object: string, values: Record<string, FieldValue>): SObjectRecord {
    return new SObjectRecord(this.schema.object(object)!, { ...values });
  }

  save(operation: DmlOperation, records: readonly SObjectRecord[], options: Partial<SaveOptions> = {}): SaveResult[] {
    return this.saving.save(this.tx, operation, records, {
      allOrNone: true,
      accessMode: "system",
      withSharing: false,
      ...options
    });
  }

  insert(object: string, values: Record<string, FieldValue>): SObjectRecord {
    const record = this.record(object, values);
    this.save("insert", [record]);
    return record;
  }

  query(text: string, binds: Record<string, BindValue> = {}, options: Partial<QueryOptions> = {}): SObjectRecord[] {
    return this.run(text, binds, options).records;
  }

  run(
    text: string,
    binds: Record<string, BindValue> = {},
    options: Partial<QueryOptions> = {}
  ): { records: SObjectRecord[]; size: number } {
    const query = this.soql.analyze(text, this.schema);
    return this.soql.execute(this.tx, query, new Map(Object.entries(binds)), {
      accessMode: "system",
      withSharing: false,
      ...options
    });
  }

  /** The values of one column as text. */
  column(text: string, binds: Record<string, BindValue> = {}): (string | null)[] {
    const { records } = this.run(text, binds);
    const name = /^select\s+(\w+)/i.exec(text)![1]!;
    return records.map((record) => {
      const value = record.get(record.type.field(name)?.name ?? name);
      return value === null ? null : String(value);
    });
  }
}

export function customObject(
  name: string,
  fields: readonly FieldDefinition[],
  more: { validationRules?: readonly ValidationRule[]; sharingModel?: SharingModel } = {}
): ObjectSource {
  return {
    name,
    path: `${name}.object-meta.xml`,
    definition: {
      label: name,
      labelPlural: `${name}s`,
      sharingModel: more.sharingModel ?? "ReadWrite",
      kind: "custom",
      nameField: defineField({ name: "Name", type: "string", length: 80, nameField: true })
    },
    fields: fields.map(defineField),
    validationRules: more.validationRules ?? [],
    recordTypes: []
  };
}

export const decimal = (text: string): Decimal => Decimal.parse(text);

/** Customers (accounts), their invoices and the invoices' lines, with summaries on two levels. */
export const invoicing: readonly ObjectSource[] = [
  customObject("Batch__c", [
    {
      name: "Total__c",
      type: "double",
      summary: {
        operation: "sum",
        childObject: "Invoice__c",
        relationField: "Batch__c",
        summarizedField: "Total__c",
        filters: []
      }
    }
  ]),
  customObject("Invoice__c", [
    {
      name: "Batch__c",
      type: "reference",
      referenceTo: ["Batch__c"],
      masterDetail: true,
      reparentable: true,
      relationshipName: "Batch__r",
      childRelationshipName: "Invoices__r",
      deleteConstraint: "Cascade"
    },
    {
      name: "Account__c",
      type: "reference",
      referenceTo: ["Account"],
      relationshipName: "Account__r",
      childRelationshipName: "Invoices__r",
      deleteConstraint: "SetNull"
    },
    {
      name: "Total__c",
      type: "double",
      summary: {
        operation: "sum",
        childObject: "Line__c",
        relationField: "Invoice__c",
        summarizedField: "Amount__c",
        filters: []
      }
    },
    {
      name: "Lines__c",
      type: "double",
      summary: { operation: "count", childObject: "Line__c", relationField: "Invoice__c", filters: [] }
    },
    {
      name: "Returned__c",
      type: "double",
      summary: {
        operation: "sum",
        childObject: "Line__c",
        relationField: "Invoice__c",
        summarizedField: "Amount__c",
        filters: [{ field: "Amount__c", operation: "lessThan", value: "0" }]
      }
    },
    {
      name: "Smallest__c",
      type: "double",
      summary: {
        operation: "min",
        childObject: "Line__c",
        relationField: "Invoice__c",
        summarizedField: "Amount__c",
        filters: []
      }
    },
    {
      name: "LastPaidGoods__c",
      type: "date",
      summary: {
        operation: "max",
        childObject: "Line__c",
        relationField: "Invoice__c",
        summarizedField: "Paid__c",
        filters: [{ field: "Kind__c", operation: "equals", value: "goods" }]
      }
    }
  ]),
  customObject("Line__c", [
    {
      name: "Invoice__c",
      type: "reference",
      referenceTo: ["Invoice__c"],
      masterDetail: true,
      reparentable: true,
      relationshipName: "Invoice__r",
      childRelationshipName: "Lines__r",
      deleteConstraint: "Cascade"
    },
    { name: "Amount__c", type: "currency", precision: 18, scale: 2 },
    { name: "Code__c", type: "string", length: 20, unique: true, externalId: true, caseSensitive: true },
    {
      name: "Kind__c",
      type: "picklist",
      length: 255,
      restrictedPicklist: true,
      picklistValues: ["Goods", "Service"].map((value) => ({
        value,
        label: value,
        active: true,
        default: value === "Goods"
      }))
    },
    { name: "Paid__c", type: "date" }
  ])
];
