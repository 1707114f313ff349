import type { OrgProcess } from "./org-process.ts";

/** The org that records are created in. */
export type RecordsOf = Pick<OrgProcess, "connection">;

/** Creates a record over the API and answers its id. */
export async function createRecord({ connection }: RecordsOf, object: string, fields: object): Promise<string> {
  return ((await connection.sobject(object).create(fields as never)) as unknown as { id: string }).id;
}

/** Creates records in one request, all or none, and answers their ids. */
export async function createRecords(
  { connection }: RecordsOf,
  object: string,
  records: readonly object[]
): Promise<string[]> {
  const saved = await connection.sobject(object).create(records as never[], { allOrNone: true });
  return saved.map((one) => {
    if (!one.success) throw new Error(JSON.stringify(one.errors));
    return one.id;
  });
}

/** A program without tiers: 1 point for 1.00, cut to whole points, that never expires; `more` adds to it. */
export function createProgram(org: RecordsOf, name: string, more: object = {}): Promise<string> {
  return createRecord(org, "LoyaltyProgram__c", {
    Name: name,
    Code__c: name.toUpperCase(),
    Active__c: true,
    PointName__c: "Points",
    EarningBasis__c: "Amount",
    PointsPerUnit__c: 1,
    Rounding__c: "Down",
    ReturnPolicy__c: "Base",
    ExpiryModel__c: "None",
    ...more
  });
}

/** An active rule that gives so many points for each purchase; `more` adds to it. */
export function createRule(
  org: RecordsOf,
  program: string,
  name: string,
  points: number,
  more: object = {}
): Promise<string> {
  return createRecord(org, "LoyaltyRule__c", {
    Program__c: program,
    Name: name,
    Status__c: "Active",
    AppliesTo__c: "Purchases",
    Scope__c: "Document",
    Stacking__c: "Stackable",
    Priority__c: 1,
    Effect__c: "Points",
    Value__c: points,
    ...more
  });
}
