import type { SObjectRecord } from "../schema/record.ts";
import { closedCase, completedTask, highPriority, opportunityStages } from "../schema/standard/value-meanings.ts";
import type { SObjectType } from "../schema/types.ts";
import type { Transaction } from "../transaction/transaction.ts";
import { Decimal } from "../values/decimal.ts";

/** Fields of standard objects that the platform computes from others when a record is saved. */
export function deriveStandardFields(tx: Transaction, type: SObjectType, record: SObjectRecord): void {
  if (type.kind === "standard") {
    derivations[type.name]?.(record, tx);
  }
}

const derivations: Readonly<Record<string, (record: SObjectRecord, tx: Transaction) => void>> = {
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
  Case: (record) => record.set("IsClosed", record.get("Status") === closedCase),
  Task: (record) => {
    record.set("IsClosed", record.get("Status") === completedTask);
    record.set("IsHighPriority", record.get("Priority") === highPriority);
  }
};

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
