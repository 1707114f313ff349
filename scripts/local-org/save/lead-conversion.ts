/**
 * "Apex Developer Guide: Converting Leads"; which field becomes which is in "Salesforce Help: Lead Conversion Field Mapping".
 * Custom fields are not mapped: an administrator's mapping is no part of the org's objects.
 */
import { SObjectRecord, type RecordError } from "../schema/record.ts";
import { convertedLead } from "../schema/standard/value-meanings.ts";
import { loadRecords } from "../storage/records.ts";
import { quoted } from "../storage/tables.ts";
import type { Transaction } from "../transaction/transaction.ts";
import { ApexDate } from "../values/date.ts";
import { ApexDatetime } from "../values/datetime.ts";
import { DmlError, type SaveEngine, type SaveOptions } from "./types.ts";

/** What Database.LeadConvert asks for. */
export interface LeadConversion {
  readonly leadId: string | null;
  readonly accountId: string | null;
  readonly contactId: string | null;
  readonly opportunityId: string | null;
  readonly ownerId: string | null;
  readonly convertedStatus: string | null;
  readonly opportunityName: string | null;
  readonly createsOpportunity: boolean;
  readonly overwritesLeadSource: boolean;
  /** New records that hold more than the lead's fields. */
  readonly account: SObjectRecord | null;
  readonly contact: SObjectRecord | null;
  readonly opportunity: SObjectRecord | null;
}

export interface LeadConversionResult {
  readonly success: boolean;
  readonly leadId: string | null;
  readonly accountId: string | null;
  readonly contactId: string | null;
  readonly opportunityId: string | null;
  readonly errors: readonly RecordError[];
}

type FieldMap = Readonly<Record<string, string>>;

const toAccount: FieldMap = {
  Company: "Name",
  Phone: "Phone",
  Fax: "Fax",
  Website: "Website",
  AnnualRevenue: "AnnualRevenue",
  NumberOfEmployees: "NumberOfEmployees",
  Industry: "Industry",
  Rating: "Rating",
  LeadSource: "AccountSource",
  ...addressMap("Billing")
};

const toContact: FieldMap = {
  FirstName: "FirstName",
  LastName: "LastName",
  Salutation: "Salutation",
  Title: "Title",
  Email: "Email",
  Phone: "Phone",
  MobilePhone: "MobilePhone",
  Fax: "Fax",
  LeadSource: "LeadSource",
  Description: "Description",
  HasOptedOutOfEmail: "HasOptedOutOfEmail",
  IndividualId: "IndividualId",
  ...addressMap("Mailing")
};

const toOpportunity: FieldMap = { LeadSource: "LeadSource" };

function addressMap(prefix: string): FieldMap {
  return Object.fromEntries(
    ["Street", "City", "State", "PostalCode", "Country", "Latitude", "Longitude"].map((part) => [part, prefix + part])
  );
}

/** Converts each lead in a savepoint of its own; with `allOrNone` the first failure takes all of them back. */
export function convertLeads(
  tx: Transaction,
  saving: SaveEngine,
  conversions: readonly LeadConversion[],
  options: SaveOptions
): LeadConversionResult[] {
  tx.limits.consume("dmlStatements");
  tx.limits.consume("dmlRows", conversions.length);
  const whole = tx.setSavepoint();
  const results = conversions.map((conversion) => new Converter(tx, saving, conversion, options).run());
  if (options.allOrNone && results.some(({ success }) => !success)) {
    tx.rollbackTo(whole);
  }
  tx.releaseSavepoint(whole);
  return results;
}

class ConversionFailure extends Error {
  readonly errors: readonly RecordError[];

  constructor(errors: readonly RecordError[]) {
    super(errors[0]?.message ?? "");
    this.errors = errors;
  }
}

class Converter {
  private readonly tx: Transaction;
  private readonly saving: SaveEngine;
  private readonly wanted: LeadConversion;
  private readonly options: SaveOptions;

  constructor(tx: Transaction, saving: SaveEngine, wanted: LeadConversion, options: SaveOptions) {
    this.tx = tx;
    this.saving = saving;
    this.wanted = wanted;
    this.options = { ...options, allOrNone: true, countLimits: false };
  }

  run(): LeadConversionResult {
    const savepoint = this.tx.setSavepoint();
    const nothing = { leadId: this.wanted.leadId, accountId: null, contactId: null, opportunityId: null };
    try {
      return { ...this.convert(), success: true, errors: [] };
    } catch (problem) {
      const errors =
        problem instanceof ConversionFailure
          ? problem.errors
          : problem instanceof DmlError
            ? problem.failures[0]!.errors
            : undefined;
      if (errors === undefined) throw problem;
      this.tx.rollbackTo(savepoint);
      return { ...nothing, success: false, errors };
    } finally {
      this.tx.releaseSavepoint(savepoint);
    }
  }

  private convert(): Omit<LeadConversionResult, "success" | "errors"> {
    const lead = this.lead();
    const ownerId = this.wanted.ownerId ?? (lead.get("OwnerId") as string);
    if (ownerId.startsWith("00G")) {
      fail("REQUIRED_FIELD_MISSING", "Converted objects can only be owned by users, not by queues", ["OwnerId"]);
    }
    const account = this.target("Account", this.wanted.accountId, this.wanted.account, lead, toAccount, {
      OwnerId: ownerId
    });
    if (this.wanted.contactId !== null && this.wanted.accountId === null) {
      fail("REQUIRED_FIELD_MISSING", "missing required field: [AccountId]", ["AccountId"]);
    }
    const contact = this.target("Contact", this.wanted.contactId, this.wanted.contact, lead, toContact, {
      AccountId: account,
      OwnerId: ownerId
    });
    const opportunity = this.opportunity(lead, account, contact, ownerId);
    this.moveRelated(lead.id!, contact);
    this.close(lead, account, contact, opportunity);
    return { leadId: lead.id, accountId: account, contactId: contact, opportunityId: opportunity };
  }

  private lead(): SObjectRecord {
    const { leadId, convertedStatus } = this.wanted;
    const type = this.tx.schema.object("Lead")!;
    const lead = leadId === null ? undefined : loadRecords(this.tx.database, type, [leadId]).get(leadId);
    if (lead === undefined || lead.get("IsDeleted") === true) {
      return fail("INVALID_CROSS_REFERENCE_KEY", "invalid cross reference id", ["LeadId"]);
    }
    if (lead.get("IsConverted") === true) {
      fail("CANNOT_UPDATE_CONVERTED_LEAD", "cannot reference converted lead", ["LeadId"]);
    }
    if (convertedStatus !== convertedLead) {
      fail("INVALID_STATUS", `invalid convertedStatus: ${String(convertedStatus)}`, ["ConvertedStatus"]);
    }
    return lead;
  }

  /** A new record with the lead's fields, or an existing one of which only empty fields are filled. */
  private target(
    object: string,
    existingId: string | null,
    given: SObjectRecord | null,
    lead: SObjectRecord,
    map: FieldMap,
    ofNew: Readonly<Record<string, string>>
  ): string {
    const type = this.tx.schema.object(object)!;
    const existing =
      existingId === null ? undefined : loadRecords(this.tx.database, type, [existingId]).get(existingId);
    if (existingId !== null && (existing === undefined || existing.get("IsDeleted") === true)) {
      fail("INVALID_CROSS_REFERENCE_KEY", "invalid cross reference id", [`${object}Id`]);
    }
    const record = new SObjectRecord(type, existingId === null ? { ...ofNew, ...given?.values } : { Id: existingId });
    for (const [from, to] of Object.entries(map)) {
      const value = lead.get(from);
      const before = existing?.get(to) ?? record.get(to);
      const overwrites = to === "LeadSource" && object === "Contact" && this.wanted.overwritesLeadSource;
      const isEmpty = before === null || (before === false && existing === undefined);
      if (value !== null && (isEmpty || overwrites)) {
        record.set(to, value);
      }
    }
    const changes = existingId === null || Object.keys(record.values).length > 1;
    if (changes) {
      this.save(existingId === null ? "insert" : "update", record);
    }
    return record.id!;
  }

  private opportunity(lead: SObjectRecord, account: string, contact: string, ownerId: string): string | null {
    const { opportunityId, createsOpportunity, opportunityName } = this.wanted;
    if (opportunityId === null && !createsOpportunity) {
      return null;
    }
    const stages = this.tx.schema.object("Opportunity")!.field("StageName")!.picklistValues;
    const id = this.target("Opportunity", opportunityId, this.opportunityBase(stages[0]!.value), lead, toOpportunity, {
      Name: opportunityName ?? String(lead.get("Company")),
      AccountId: account,
      OwnerId: ownerId
    });
    if (opportunityId === null) {
      const role = this.tx.schema.object("OpportunityContactRole")!;
      this.save("insert", new SObjectRecord(role, { OpportunityId: id, ContactId: contact, IsPrimary: true }));
    }
    return id;
  }

  /** The stage is the first one, the close date the last day of the quarter. */
  private opportunityBase(firstStage: string): SObjectRecord {
    const { opportunity } = this.wanted;
    const base = new SObjectRecord(this.tx.schema.object("Opportunity")!, { ...opportunity?.values });
    if (base.get("StageName") === null) base.set("StageName", firstStage);
    if (base.get("CloseDate") === null) base.set("CloseDate", this.endOfQuarter());
    return base;
  }

  private endOfQuarter(): ApexDate {
    const { year, month } = this.today();
    const [nextYear, nextMonth] = month > 9 ? [year + 1, 1] : [year, Math.floor((month - 1) / 3) * 3 + 4];
    return ApexDate.of(nextYear, nextMonth, 1).addDays(-1);
  }

  private today(): ApexDate {
    return new ApexDatetime(this.tx.clock.now()).date(this.tx.user.timeZone);
  }

  /** Activities and campaign memberships become the contact's, without triggers. */
  private moveRelated(lead: string, contact: string): void {
    for (const [object, from, to] of [
      ["Task", "WhoId", "WhoId"],
      ["Event", "WhoId", "WhoId"],
      ["CampaignMember", "LeadId", "ContactId"]
    ] as const) {
      this.tx.database.run(`UPDATE ${quoted(object)} SET ${quoted(to)} = ? WHERE ${quoted(from)} = ?`, [contact, lead]);
    }
  }

  private close(lead: SObjectRecord, account: string, contact: string, opportunity: string | null): void {
    this.save(
      "update",
      new SObjectRecord(lead.type, {
        Id: lead.id,
        Status: this.wanted.convertedStatus,
        IsConverted: true,
        ConvertedDate: this.today(),
        ConvertedAccountId: account,
        ConvertedContactId: contact,
        ConvertedOpportunityId: opportunity,
        ...(this.wanted.ownerId === null ? {} : { OwnerId: this.wanted.ownerId })
      })
    );
  }

  private save(operation: "insert" | "update", record: SObjectRecord): void {
    this.saving.save(this.tx, operation, [record], this.options);
  }
}

function fail(statusCode: string, message: string, fields: readonly string[]): never {
  throw new ConversionFailure([{ statusCode, message, fields }]);
}
