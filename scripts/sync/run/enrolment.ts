import type { Mapping } from "../mapping/mapping.ts";
import type { BulkClient } from "../org/bulk-client.ts";
import {
  adoptionPlan,
  CUSTOMER_KEY,
  customerPlan,
  customersBy,
  memberPlan,
  nameField,
  renamePlan,
  type EnrolledCustomer,
  type OrgCustomer
} from "../org/members.ts";
import type { UpsertPlan } from "../org/upsert.ts";
import type { DocumentSpool } from "../spool/document-spool.ts";

const EXAMPLES = 3;

export type Refuse = (key: string, code: string, message: string) => void;

/** Sends a plan and tells what the org refused, by the value of a column. */
export type Send = (step: string, plan: UpsertPlan, rows: number, keyColumn: string, refuse: Refuse) => Promise<void>;

/** Makes customers and members of those whom only the source knows. */
export class Enrolment {
  private readonly client: BulkClient;
  private readonly mapping: Mapping;
  private readonly spool: DocumentSpool;
  private readonly jobRows: number;
  private readonly send: Send;
  private readonly failed = new Set<string>();
  private readonly notFollowed: string[] = [];
  /** Spelling of the ERP number that a customer of the org has, by member. */
  private readonly erpNumbers = new Map<string, string>();

  constructor(client: BulkClient, mapping: Mapping, spool: DocumentSpool, jobRows: number, send: Send) {
    this.client = client;
    this.mapping = mapping;
    this.spool = spool;
    this.jobRows = jobRows;
    this.send = send;
  }

  /** Returns how many were enrolled; documents of those who could not be are rejected. */
  async enrol(members: readonly string[]): Promise<number> {
    await this.findCustomers(members);
    await this.adoptCustomers(members.filter((member) => !this.erpNumbers.has(member)));
    await this.createCustomers(this.remaining(members).filter((member) => !this.erpNumbers.has(member)));
    await this.createMembers(this.remaining(members));
    return members.length - this.failed.size;
  }

  /** What operations should know: customers that could not be changed keep their documents. */
  notes(): string[] {
    const { length } = this.notFollowed;
    if (length === 0) return [];
    return [`${length} customers could not follow the source: ${this.notFollowed.slice(0, EXAMPLES).join("; ")}`];
  }

  /** Has customers follow their names and fields in the source; returns how many did. */
  async followChanges(): Promise<number> {
    const changed: EnrolledCustomer[] = [];
    const fields = Object.keys(this.mapping.member.fields);
    const columns = [nameField(this.mapping), ...fields];
    const byNumber = new Map([...this.spool.members()].map((member) => [member.toLowerCase(), member]));
    for await (const found of customersBy(this.client, this.mapping, CUSTOMER_KEY, byNumber.values(), columns)) {
      const member = byNumber.get(found.erpNumber.toLowerCase());
      if (member === undefined) continue;
      const customer = this.spool.customer(member, "latest");
      const wanted = [customer.name, ...customer.fields];
      if (columns.some((column, index) => (found.values[column] ?? "") !== wanted[index]))
        changed.push({ ...customer, erpNumber: found.erpNumber });
    }
    await this.send(
      "update customers",
      renamePlan(this.mapping, changed, this.jobRows),
      changed.length,
      CUSTOMER_KEY,
      (number, _code, message) => this.notFollowed.push(`${number}: ${message}`)
    );
    return changed.length - this.notFollowed.length;
  }

  /** Customers that have their ERP number already stay as they are. */
  private async findCustomers(members: readonly string[]): Promise<void> {
    const byNumber = new Map(members.map((member) => [member.toLowerCase(), member]));
    for await (const { erpNumber } of customersBy(this.client, this.mapping, CUSTOMER_KEY, members)) {
      const member = byNumber.get(erpNumber.toLowerCase());
      if (member !== undefined) this.erpNumbers.set(member, erpNumber);
    }
  }

  /** Customers that have it in a field of their own get it in ours, too. */
  private async adoptCustomers(members: readonly string[]): Promise<void> {
    const { match } = this.mapping.member;
    if (!match || members.length === 0) return;
    const { prefix } = this.mapping.document.member;
    const byNumber = new Map(members.map((member) => [member.slice(prefix.length).toLowerCase(), member]));
    const numbers = members.map((member) => member.slice(prefix.length));
    const found = new Map<string, OrgCustomer>();
    for await (const customer of customersBy(this.client, this.mapping, match.field, numbers)) {
      const member = byNumber.get((customer.values[match.field] ?? "").toLowerCase());
      if (member === undefined) continue;
      if (found.has(member))
        this.refuse(
          member,
          "AMBIGUOUS_CUSTOMER",
          `several ${this.mapping.member.as} records have ${match.field} '${member.slice(prefix.length)}'`
        );
      found.set(member, customer);
    }
    for (const member of this.failed) found.delete(member);
    const byId = new Map([...found].map(([member, { id }]) => [id, member]));
    await this.send(
      "adopt customers",
      adoptionPlan(this.mapping, found, this.jobRows),
      found.size,
      "Id",
      (id, code, message) => this.refuse(byId.get(id)!, code, `the ${this.mapping.member.as} was refused: ${message}`)
    );
    for (const member of found.keys()) this.erpNumbers.set(member, member);
  }

  private async createCustomers(members: readonly string[]): Promise<void> {
    const customers = (function* (spool: DocumentSpool) {
      for (const member of members) yield spool.customer(member);
    })(this.spool);
    const plan = customerPlan(this.mapping, customers, this.jobRows);
    await this.send("enrol customers", plan, members.length, CUSTOMER_KEY, (member, code, message) =>
      this.refuse(member, code, `the ${this.mapping.member.as} was refused: ${message}`)
    );
  }

  private async createMembers(members: readonly string[]): Promise<void> {
    const customers = members.map((memberKey) => ({
      memberKey,
      name: "",
      fields: [],
      erpNumber: this.erpNumbers.get(memberKey) ?? memberKey
    }));
    const plan = memberPlan(this.mapping, customers, this.jobRows);
    await this.send("enrol members", plan, members.length, "MemberNumber__c", (member, code, message) =>
      this.refuse(member, code, `the member was refused: ${message}`)
    );
  }

  private remaining(members: readonly string[]): string[] {
    return members.filter((member) => !this.failed.has(member));
  }

  private refuse(member: string, code: string, reason: string): void {
    this.failed.add(member);
    this.spool.rejectDocumentsOfMember(member, code, reason);
  }
}
