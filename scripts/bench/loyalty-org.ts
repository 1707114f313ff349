/** An org with the app, and the records that the benchmarks of its costs need; written as an API client writes them. */
import { ApexList } from "../local-org/apex/runtime/collections.ts";
import { startProfile, takeProfile, type MethodCost } from "../local-org/apex/runtime/profile.ts";
import { instantiate, invokeMethod } from "../local-org/apex/runtime/reflection.ts";
import { readProjectOrFail } from "../local-org/cli/options.ts";
import { openOrg, type OrgOptions } from "../local-org/org/embedded-org.ts";
import type { Org } from "../local-org/org/types.ts";
import { SObjectRecord } from "../local-org/schema/record.ts";
import { synchronousLimits, type LimitName, type LimitUsage } from "../local-org/transaction/limits.ts";
import type { Transaction } from "../local-org/transaction/transaction.ts";
import { ApexDatetime } from "../local-org/values/datetime.ts";
import { Decimal } from "../local-org/values/decimal.ts";
import type { FieldValue } from "../local-org/values/field-value.ts";

const chunk = 200;
const minute = 60_000;
const start = Date.UTC(2025, 0, 1);
/** So that what is past a limit is measured to its end. */
const withoutLimits = Object.fromEntries(Object.keys(synchronousLimits).map((name) => [name, Infinity])) as Record<
  LimitName,
  number
>;

type Values = Readonly<Record<string, FieldValue>>;

export interface Measured {
  readonly usage: LimitUsage;
  /** Dearest first; of programs that are compiled to be measured. */
  readonly methods: readonly MethodCost[];
}

export interface RuleSet {
  readonly count: number;
  readonly ofLines?: boolean;
}

export class LoyaltyOrg {
  readonly org: Org;
  private documentCount = 0;
  private memberCount = 0;

  constructor(options: OrgOptions) {
    this.org = openOrg(options);
    const { problems } = this.org.deploy(readProjectOrFail("."));
    if (problems.length > 0) throw new Error(problems.map(({ path, message }) => `${path} ${message}`).join("\n"));
    this.insert("PermissionSetAssignment", [
      { AssigneeId: this.org.administrator.id, PermissionSetId: this.permissionSet("Loyalty_Administrator") }
    ]);
  }

  /** A program whose rules all count and have a cap: the most that a rule can ask for. */
  program(code: string, rules: RuleSet): string {
    const [program] = this.insert("LoyaltyProgram__c", [
      {
        Name: code,
        Code__c: code,
        Active__c: true,
        PointName__c: "Points",
        EarningBasis__c: "Amount",
        PointsPerUnit__c: Decimal.fromInteger(1),
        Rounding__c: "Down",
        ReturnPolicy__c: "Base",
        ExpiryModel__c: "None"
      }
    ]);
    this.insert("LoyaltyTier__c", [
      {
        Program__c: program!,
        Name: "Bronze",
        Threshold__c: Decimal.fromInteger(0),
        Multiplier__c: Decimal.fromInteger(1)
      }
    ]);
    this.insert(
      "LoyaltyRule__c",
      Array.from({ length: rules.count }, (_, index) => rule(program!, index, rules.ofLines ?? false))
    );
    return program!;
  }

  members(program: string, count: number): string[] {
    const names = Array.from({ length: count }, () => `${program} ${++this.memberCount}`);
    const customers = this.insert(
      "Account",
      names.map((Name) => ({ Name }))
    );
    return this.insert(
      "LoyaltyMember__c",
      names.map((name, index) => ({
        Program__c: program,
        Account__c: customers[index]!,
        MemberNumber__c: name
      }))
    );
  }

  /** Purchases a minute apart from that minute on, in turn of the members. */
  purchases(members: readonly string[], count: number, from: number, more: Values = {}): Values[] {
    return Array.from({ length: count }, (_, index) => ({
      Member__c: members[index % members.length]!,
      ExternalId__c: `D${++this.documentCount}`,
      Kind__c: "Purchase",
      Status__c: "Valid",
      Amount__c: Decimal.fromInteger(100),
      OccurredAt__c: new ApexDatetime(start + (from + index) * minute),
      ...more
    }));
  }

  /** Inserts by chunks, each in a transaction of its own. @returns the ids */
  insert(object: string, rows: readonly Values[]): string[] {
    const ids: string[] = [];
    for (let from = 0; from < rows.length; from += chunk)
      this.transaction((tx) => ids.push(...this.save(tx, "insert", object, rows.slice(from, from + chunk))));
    return ids;
  }

  /** What one transaction costs in which `work` saves records. */
  measure(work: (tx: Transaction) => void): Measured {
    startProfile();
    const usage = this.transaction((tx) => {
      work(tx);
      return tx.limits.snapshot();
    });
    return { usage, methods: takeProfile() };
  }

  save(tx: Transaction, operation: "insert" | "update", object: string, rows: readonly Values[]): string[] {
    const type = this.org.schema.object(object)!;
    const records = rows.map((values) => new SObjectRecord(type, { ...values }));
    this.org.saving.save(tx, operation, records, { allOrNone: true, accessMode: "system", withSharing: false });
    return records.map((record) => record.id!);
  }

  /** Runs what a batch job does with these members, as one of its parts. */
  runPart(tx: Transaction, jobName: string, members: readonly string[]): void {
    const type = this.org.schema.object("LoyaltyMember__c")!;
    this.org.runApex(tx, ({ program }) => {
      const job = instantiate(program.classByName(jobName)!);
      const scope = members.map((Id) => new SObjectRecord(type, { Id }));
      const part = new ApexList(program.typeByName("LoyaltyMember__c")!, scope);
      invokeMethod(job, "execute", [null, part]);
    });
  }

  close(): void {
    this.org.close();
  }

  private transaction<T>(work: (tx: Transaction) => T): T {
    return this.org.transaction(this.org.administrator, (tx) => {
      tx.limits.reset(withoutLimits);
      return work(tx);
    });
  }

  private permissionSet(name: string): string {
    return this.transaction(
      (tx) => tx.database.all('SELECT "Id" FROM "PermissionSet" WHERE "Name" = ?', [name])[0]![0] as string
    );
  }
}

function rule(program: string, index: number, ofLines: boolean): Values {
  const field = ofLines ? "line.amount" : "document.amount";
  return {
    Program__c: program,
    Name: `Rule ${index}`,
    Status__c: "Active",
    Priority__c: Decimal.fromInteger(index),
    AppliesTo__c: "Purchases",
    Scope__c: ofLines ? "Lines" : "Document",
    Stacking__c: "Stackable",
    Effect__c: "Points",
    Value__c: Decimal.fromInteger(5),
    Criteria__c: `{"field": "${field}", "operator": "atLeast", "value": ${ofLines ? 1 + (index % 20) : index + 1}}`,
    Period__c: "Month",
    CapPoints__c: Decimal.fromInteger(50),
    StartsAt__c: new ApexDatetime(start)
  };
}
