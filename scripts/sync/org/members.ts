import type { Mapping } from "../mapping/mapping.ts";
import type { Customer } from "../spool/documents.ts";
import type { BulkClient } from "./bulk-client.ts";
import { CLEARED, soqlLists } from "./soql.ts";
import type { UpsertPlan } from "./upsert.ts";

export const CUSTOMER_KEY = "ErpCustomerNumber__c";

/** An Account or Contact of the org. */
export interface OrgCustomer {
  readonly id: string;
  /** Empty where it was found by another field. */
  readonly erpNumber: string;
  readonly values: Readonly<Record<string, string>>;
}

/** A customer with the number that its Account or Contact has in the org. */
export interface EnrolledCustomer extends Customer {
  readonly erpNumber: string;
}

/** Numbers of the members that the org has. */
export async function* knownMembers(client: BulkClient): AsyncGenerator<string> {
  for await (const row of client.query("SELECT MemberNumber__c FROM LoyaltyMember__c WHERE MemberNumber__c != null"))
    yield row["MemberNumber__c"]!;
}

/** The Accounts or Contacts whose `field` has one of the values; with `more` fields of theirs. */
export async function* customersBy(
  client: BulkClient,
  { member }: Mapping,
  field: string,
  values: Iterable<string>,
  more: readonly string[] = []
): AsyncGenerator<OrgCustomer> {
  const fields = [...new Set(["Id", CUSTOMER_KEY, field, ...more])];
  for (const list of soqlLists(values))
    for await (const row of client.query(`SELECT ${fields.join(", ")} FROM ${member.as} WHERE ${field} IN (${list})`))
      yield { id: row["Id"]!, erpNumber: row[CUSTOMER_KEY] ?? "", values: row };
}

export function nameField({ member }: Mapping): string {
  return member.as === "Account" ? "Name" : "LastName";
}

/** The Accounts or Contacts of members that are not in the org yet. */
export function customerPlan(mapping: Mapping, customers: Iterable<Customer>, jobRows: number): UpsertPlan {
  const { as, fields } = mapping.member;
  return {
    object: as,
    externalIdField: CUSTOMER_KEY,
    columns: [CUSTOMER_KEY, nameField(mapping), ...Object.keys(fields)],
    rows: mapRows(customers, ({ memberKey, name, fields: values }) => [memberKey, name, ...values]),
    jobRows
  };
}

/** Gives customers that the org has under another field their ERP number. */
export function adoptionPlan(mapping: Mapping, found: ReadonlyMap<string, OrgCustomer>, jobRows: number): UpsertPlan {
  return {
    object: mapping.member.as,
    externalIdField: "Id",
    columns: ["Id", CUSTOMER_KEY],
    rows: (function* () {
      for (const [memberKey, { id }] of found) yield { key: memberKey, cells: [id, memberKey] };
    })(),
    jobRows
  };
}

/** Customers whose name or fields have changed in the source. */
export function renamePlan(mapping: Mapping, customers: Iterable<EnrolledCustomer>, jobRows: number): UpsertPlan {
  return {
    object: mapping.member.as,
    externalIdField: CUSTOMER_KEY,
    columns: [CUSTOMER_KEY, nameField(mapping), ...Object.keys(mapping.member.fields)],
    rows: mapRows(customers, ({ erpNumber, name, fields }) => [
      erpNumber,
      name,
      ...fields.map((text) => text || CLEARED)
    ]),
    jobRows
  };
}

/** Their memberships. */
export function memberPlan(mapping: Mapping, customers: Iterable<EnrolledCustomer>, jobRows: number): UpsertPlan {
  return {
    object: "LoyaltyMember__c",
    externalIdField: "MemberNumber__c",
    columns: ["MemberNumber__c", "Program__r.Code__c", `${mapping.member.as}__r.${CUSTOMER_KEY}`],
    rows: mapRows(customers, ({ memberKey, erpNumber }) => [memberKey, mapping.program, erpNumber]),
    jobRows
  };
}

function* mapRows<T extends Customer>(
  customers: Iterable<T>,
  cells: (customer: T) => string[]
): Generator<{ key: string; cells: string[] }> {
  for (const customer of customers) yield { key: customer.memberKey, cells: cells(customer) };
}
