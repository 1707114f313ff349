import type { SObjectRecord } from "../schema/record.ts";
import { closedCase, completedTask, highPriority, opportunityStages } from "../schema/standard/value-meanings.ts";
import type { SObjectType } from "../schema/types.ts";
import type { Transaction } from "../transaction/transaction.ts";
import { ApexDatetime } from "../values/datetime.ts";
import { Decimal } from "../values/decimal.ts";
import { scheduleEvent } from "./events.ts";

/** Fields of standard objects that the platform computes from others when a record is saved. */
export function deriveStandardFields(
  tx: Transaction,
  type: SObjectType,
  record: SObjectRecord,
  old: SObjectRecord | undefined
): void {
  if (type.kind === "standard") {
    derivations[type.name]?.(record, tx, old);
  }
}

type Derivation = (record: SObjectRecord, tx: Transaction, old: SObjectRecord | undefined) => void;

const derivations: Readonly<Record<string, Derivation>> = {
  Account: (record) => {
    if (record.get("IsPersonAccount") === true) fullName(record);
  },
  Contact: fullName,
  Lead: fullName,
  User: (record, tx) => {
    fullName(record);
    typeOfProfile(record, tx);
    accountOfContact(record, tx);
  },
  Individual: fullName,
  Opportunity: opportunityStage,
  ContentDistribution: publishedAddresses,
  PermissionSetAssignment: assignedSomething,
  OpportunityLineItem: priceOfProduct,
  OrderItem: priceOfProduct,
  Order: (record) => record.set("StatusCode", record.get("Status")),
  CampaignMember: response,
  Event: scheduleEvent,
  Case: (record, tx) => {
    record.set("IsClosed", record.get("Status") === closedCase);
    stampWhile(record.get("IsClosed") === true, record, "ClosedDate", tx);
  },
  Task: (record, tx) => {
    record.set("IsClosed", record.get("Status") === completedTask);
    record.set("IsHighPriority", record.get("Priority") === highPriority);
    stampWhile(record.get("IsClosed") === true, record, "CompletedDateTime", tx);
  }
};

/** "Object Reference: Case", ClosedDate; "Object Reference: Task", CompletedDateTime: since when it is so. */
function stampWhile(holds: boolean, record: SObjectRecord, field: string, tx: Transaction): void {
  if (!holds) record.set(field, null);
  else if (record.get(field) === null) record.set(field, new ApexDatetime(tx.clock.now()));
}

/** "Object Reference: CampaignMember", HasResponded and FirstRespondedDate: what the status Responded says in a new campaign. */
function response(record: SObjectRecord, tx: Transaction): void {
  const responded = record.get("Status") === "Responded";
  record.set("HasResponded", responded);
  if (responded && record.get("FirstRespondedDate") === null) {
    record.set("FirstRespondedDate", new ApexDatetime(tx.clock.now()).date(tx.user.timeZone));
  }
}

/** "Object Reference: OpportunityLineItem", TotalPrice and UnitPrice: either is given, the other follows by the quantity. */
function priceOfProduct(record: SObjectRecord, _tx: Transaction, old: SObjectRecord | undefined): void {
  const quantity = record.get("Quantity") as Decimal | null;
  const unit = record.get("UnitPrice") as Decimal | null;
  const total = record.get("TotalPrice") as Decimal | null;
  if (quantity === null) return;
  const before = (old?.get("TotalPrice") ?? null) as Decimal | null;
  if (total !== null && (before === null || total.compareTo(before) !== 0)) {
    if (quantity.signum() !== 0) record.set("UnitPrice", total.divide(quantity, 2, "HALF_UP"));
  } else if (unit !== null) {
    record.set("TotalPrice", unit.multiply(quantity).setScale(2, "HALF_UP"));
  }
}

/** "Object Reference: Contact", Name: the first and last name. */
function fullName(record: SObjectRecord): void {
  const parts = [record.get("FirstName"), record.get("LastName")].filter((part) => part !== null);
  record.set("Name", parts.length === 0 ? null : parts.join(" "));
}

/** "Object Reference: User", UserType: the category of the user's license, which the profile tells; the Automated Process User has none. */
function typeOfProfile(record: SObjectRecord, tx: Transaction): void {
  const profile = record.get("ProfileId") as string | null;
  if (profile === null) return;
  const [row] = tx.database.all('SELECT "UserType" FROM "Profile" WHERE "Id" = ?', [profile]);
  record.set("UserType", (row?.[0] as string | null | undefined) ?? null);
}

/** "Object Reference: User", AccountId: the account of the contact that an external user is. */
function accountOfContact(record: SObjectRecord, tx: Transaction): void {
  const contact = record.get("ContactId") as string | null;
  const [row] = tx.database.all('SELECT "AccountId" FROM "Contact" WHERE "Id" = ?', [contact]);
  record.set("AccountId", (row?.[0] as string | null | undefined) ?? null);
}

/** "Object Reference: ContentDistribution": the addresses under which the file is to be had; the local org does not serve them. */
function publishedAddresses(record: SObjectRecord): void {
  const version = String(record.get("ContentVersionId"));
  const base = `https://local.example.com/sfc/p/${version}`;
  record.set("DistributionPublicUrl", base);
  if (record.get("PreferencesAllowOriginalDownload") === true) {
    record.set("ContentDownloadUrl", `${base}/download`);
  }
}

/** "Object Reference: PermissionSetAssignment": a permission set or a group of them. */
function assignedSomething(record: SObjectRecord): void {
  if (record.get("PermissionSetId") === null && record.get("PermissionSetGroupId") === null) {
    record.addError("REQUIRED_FIELD_MISSING", "Required fields are missing: [PermissionSetId]", ["PermissionSetId"]);
  }
}

function opportunityStage(record: SObjectRecord): void {
  const stage = opportunityStages[(record.get("StageName") as string | null) ?? ""];
  record.set("IsClosed", stage?.closed === true);
  record.set("IsWon", stage?.won === true);
  if (stage !== undefined) {
    if (record.get("Probability") === null || record.get("IsClosed") === true) {
      record.set("Probability", Decimal.fromInteger(stage.probability));
    }
    record.set("ForecastCategory", stage.category);
    record.set("ForecastCategoryName", stage.categoryName);
  }
  const amount = record.get("Amount") as Decimal | null;
  const probability = record.get("Probability") as Decimal | null;
  record.set(
    "ExpectedRevenue",
    amount === null || probability === null
      ? null
      : amount.multiply(probability).divide(Decimal.fromInteger(100), 2, "HALF_UP")
  );
}
