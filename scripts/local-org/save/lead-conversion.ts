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

/**
 * Converts leads together, so that triggers run once for many of them ("Apex Developer Guide: Triggers and Bulk Requests"). Where one
 * fails, each is converted by itself; with `allOrNone` the first failure takes all of them back.
 */
export function convertLeads(
  tx: Transaction,
  saving: SaveEngine,
  conversions: readonly LeadConversion[],
  options: SaveOptions
): LeadConversionResult[] {
  tx.limits.consume("dmlStatements");
  tx.limits.consume("dmlRows", conversions.length);
  const whole = tx.setSavepoint();
  const together = new Conversions(tx, saving, conversions, options).run();
  const results =
    conversions.length === 1 || together.every(({ success }) => success)
      ? together
      : conversions.flatMap((conversion) => new Conversions(tx, saving, [conversion], options).run());
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

/** A lead on its way, with the records that it has become so far. */
interface OpenLead {
  readonly wanted: LeadConversion;
  readonly lead: SObjectRecord;
  readonly ownerId: string;
  account: string;
  contact: string;
  opportunity: string | null;
}

/** Leads that are converted together, all or none. */
class Conversions {
  private readonly tx: Transaction;
  private readonly saving: SaveEngine;
  private readonly conversions: readonly LeadConversion[];
  private readonly options: SaveOptions;

  constructor(tx: Transaction, saving: SaveEngine, conversions: readonly LeadConversion[], options: SaveOptions) {
    this.tx = tx;
    this.saving = saving;
    this.conversions = conversions;
    this.options = { ...options, allOrNone: true, countLimits: false };
  }

  /** On failure all of them have the errors of the first one, and nothing remains. */
  run(): LeadConversionResult[] {
    const savepoint = this.tx.setSavepoint();
    try {
      return this.convert().map(({ lead, account, contact, opportunity }) => ({
        leadId: lead.id,
        accountId: account,
        contactId: contact,
        opportunityId: opportunity,
        success: true,
        errors: []
      }));
    } catch (problem) {
      const errors =
        problem instanceof ConversionFailure
          ? problem.errors
          : problem instanceof DmlError
            ? problem.failures[0]!.errors
            : undefined;
      if (errors === undefined) throw problem;
      this.tx.rollbackTo(savepoint);
      const nothing = { accountId: null, contactId: null, opportunityId: null };
      return this.conversions.map(({ leadId }) => ({ leadId, ...nothing, success: false, errors }));
    } finally {
      this.tx.releaseSavepoint(savepoint);
    }
  }

  private convert(): OpenLead[] {
    const open = this.conversions.map((wanted) => this.openLead(wanted));
    const accounts = this.saveAll(
      open.map(({ wanted, lead, ownerId }) =>
        this.target("Account", wanted.accountId, wanted, wanted.account, lead, toAccount, { OwnerId: ownerId })
      )
    );
    open.forEach((each, index) => (each.account = accounts[index]!));
    const contacts = this.saveAll(
      open.map(({ wanted, lead, ownerId, account }) =>
        this.target("Contact", wanted.contactId, wanted, wanted.contact, lead, toContact, {
          AccountId: account,
          OwnerId: ownerId
        })
      )
    );
    open.forEach((each, index) => (each.contact = contacts[index]!));
    this.saveOpportunities(open);
    for (const { lead, contact } of open) {
      this.moveRelated(lead.id!, contact);
    }
    this.close(open);
    return open;
  }

  private openLead(wanted: LeadConversion): OpenLead {
    const lead = this.leadOf(wanted);
    const ownerId = wanted.ownerId ?? (lead.get("OwnerId") as string);
    if (ownerId.startsWith("00G")) {
      fail("REQUIRED_FIELD_MISSING", "Converted objects can only be owned by users, not by queues", ["OwnerId"]);
    }
    if (wanted.contactId !== null && wanted.accountId === null) {
      fail("REQUIRED_FIELD_MISSING", "missing required field: [AccountId]", ["AccountId"]);
    }
    return { wanted, lead, ownerId, account: "", contact: "", opportunity: null };
  }

  private leadOf({ leadId, convertedStatus }: LeadConversion): SObjectRecord {
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
    wanted: LeadConversion,
    given: SObjectRecord | null,
    lead: SObjectRecord,
    map: FieldMap,
    ofNew: Readonly<Record<string, string>>
  ): SObjectRecord {
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
      const overwrites = to === "LeadSource" && object === "Contact" && wanted.overwritesLeadSource;
      const isEmpty = before === null || (before === false && existing === undefined);
      if (value !== null && (isEmpty || overwrites)) {
        record.set(to, value);
      }
    }
    return record;
  }

  /** Existing records are saved where they change. @returns the ids of all of them */
  private saveAll(records: readonly SObjectRecord[]): string[] {
    this.save(
      "insert",
      records.filter((record) => record.id === null)
    );
    this.save(
      "update",
      records.filter((record) => record.id !== null && Object.keys(record.values).length > 1)
    );
    return records.map((record) => record.id!);
  }

  private saveOpportunities(open: readonly OpenLead[]): void {
    const selling = open.filter(({ wanted }) => wanted.opportunityId !== null || wanted.createsOpportunity);
    const stages = this.tx.schema.object("Opportunity")!.field("StageName")!.picklistValues;
    const ids = this.saveAll(
      selling.map(({ wanted, lead, account, ownerId }) =>
        this.target(
          "Opportunity",
          wanted.opportunityId,
          wanted,
          this.opportunityBase(wanted, stages[0]!.value),
          lead,
          toOpportunity,
          {
            Name: wanted.opportunityName ?? String(lead.get("Company")),
            AccountId: account,
            OwnerId: ownerId
          }
        )
      )
    );
    selling.forEach((each, index) => (each.opportunity = ids[index]!));
    const role = this.tx.schema.object("OpportunityContactRole")!;
    this.save(
      "insert",
      selling
        .filter(({ wanted }) => wanted.opportunityId === null)
        .map(
          ({ opportunity, contact }) =>
            new SObjectRecord(role, { OpportunityId: opportunity, ContactId: contact, IsPrimary: true })
        )
    );
  }

  /** The stage is the first one, the close date the last day of the quarter. */
  private opportunityBase({ opportunity }: LeadConversion, firstStage: string): SObjectRecord {
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

  private close(open: readonly OpenLead[]): void {
    this.save(
      "update",
      open.map(
        ({ wanted, lead, account, contact, opportunity }) =>
          new SObjectRecord(lead.type, {
            Id: lead.id,
            Status: wanted.convertedStatus,
            IsConverted: true,
            ConvertedDate: this.today(),
            ConvertedAccountId: account,
            ConvertedContactId: contact,
            ConvertedOpportunityId: opportunity,
            ...(wanted.ownerId === null ? {} : { OwnerId: wanted.ownerId })
          })
      )
    );
  }

  private save(operation: "insert" | "update", records: readonly SObjectRecord[]): void {
    if (records.length > 0) this.saving.save(this.tx, operation, [...records], this.options);
  }
}

function fail(statusCode: string, message: string, fields: readonly string[]): never {
  throw new ConversionFailure([{ statusCode, message, fields }]);
}
