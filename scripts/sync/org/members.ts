import type { Mapping } from "../mapping/mapping.ts";
import type { Customer } from "../spool/document-spool.ts";
import type { UpsertPlan } from "./upsert.ts";
import type { BulkClient } from "./bulk-client.ts";

const CUSTOMER_KEY = "ErpCustomerNumber__c";

/** Numbers of the members that the org has. */
export async function* knownMembers(client: BulkClient): AsyncGenerator<string> {
  for await (const row of client.query("SELECT MemberNumber__c FROM LoyaltyMember__c WHERE MemberNumber__c != null"))
    yield row["MemberNumber__c"]!;
}

/** The Accounts or Contacts of members that are not in the org yet. */
export function customerPlan(mapping: Mapping, customers: Iterable<Customer>, jobRows: number): UpsertPlan {
  const { as, fields } = mapping.member;
  return {
    object: as,
    externalIdField: CUSTOMER_KEY,
    columns: [CUSTOMER_KEY, as === "Account" ? "Name" : "LastName", ...Object.keys(fields)],
    rows: mapRows(customers, ({ memberKey, name, fields: values }) => [memberKey, name, ...values]),
    jobRows
  };
}

/** Their memberships. */
export function memberPlan(mapping: Mapping, customers: Iterable<Customer>, jobRows: number): UpsertPlan {
  return {
    object: "LoyaltyMember__c",
    externalIdField: "MemberNumber__c",
    columns: ["MemberNumber__c", "Program__r.Code__c", `${mapping.member.as}__r.${CUSTOMER_KEY}`],
    rows: mapRows(customers, ({ memberKey }) => [memberKey, mapping.program, memberKey]),
    jobRows
  };
}

function* mapRows(
  customers: Iterable<Customer>,
  cells: (customer: Customer) => string[]
): Generator<{ key: string; cells: string[] }> {
  for (const customer of customers) yield { key: customer.memberKey, cells: cells(customer) };
}
