import type { OrgProcess } from "./org-process.ts";

/** Creates a record over the API and answers its id. */
export async function createRecord({ connection }: OrgProcess, object: string, fields: object): Promise<string> {
  return ((await connection.sobject(object).create(fields as never)) as unknown as { id: string }).id;
}

/** A program without tiers: 1 point for 1.00, cut to whole points, that never expires; `more` adds to it. */
export function createProgram(org: OrgProcess, name: string, more: object = {}): Promise<string> {
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
