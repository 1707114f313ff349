/** The largest transactions that the app has to hold within half of the platform's limits. */
import { Decimal } from "../local-org/values/decimal.ts";
import type { LoyaltyOrg, Measured } from "./loyalty-org.ts";

export interface Budget {
  readonly name: string;
  /** @param isShort with a history that is only just longer than one transaction plays: it costs as much, and is made sooner */
  measure(loyalty: LoyaltyOrg, isShort?: boolean): Measured;
}

const day = 24 * 60;

export const budgets: readonly Budget[] = [
  {
    name: "200 late documents of one member, replay of 400, 100 capped rules",
    measure: (loyalty) => late(loyalty, { rules: 100, members: 1, later: 200 })
  },
  {
    name: "200 late documents of 200 members, 100 rules",
    measure: (loyalty) => late(loyalty, { rules: 100, members: 200, later: 200 })
  },
  {
    name: "200 late documents, replay of 5,200, one rule",
    measure: (loyalty, isShort) => late(loyalty, { rules: 1, members: 1, later: isShort ? 700 : 5_000 })
  },
  {
    name: "200 late documents, replay of 5,200, 20 rules",
    measure: (loyalty, isShort) => late(loyalty, { rules: 20, members: 1, later: isShort ? 400 : 5_000 })
  },
  {
    name: "cancel the first of a member's 3,600 documents, 20 rules",
    measure: (loyalty, isShort) => cancelFirst(loyalty, { rules: 20, documents: isShort ? 400 : 3_600 })
  },
  {
    name: "cancel the first of a member's 900 documents, 100 rules",
    measure: (loyalty, isShort) => cancelFirst(loyalty, { rules: 100, documents: isShort ? 200 : 900 })
  },
  { name: "200 new documents × 5 lines, 100 line rules", measure: newWithLines },
  {
    name: "refresh 20 segments of 100 members, 5,000 documents",
    measure: (loyalty, isShort) => refreshSegments(loyalty, isShort ? 1_000 : 5_000)
  }
];

let programs = 0;

function code(): string {
  return `BUDGET${++programs}`;
}

function late(loyalty: LoyaltyOrg, sizes: { rules: number; members: number; later: number }): Measured {
  const program = loyalty.program(code(), { count: sizes.rules });
  const members = loyalty.members(program, sizes.members);
  loyalty.insert("LoyaltyTransaction__c", loyalty.purchases(members, members.length, 0));
  loyalty.insert("LoyaltyTransaction__c", loyalty.purchases(members, sizes.later, 10 * day));
  const rows = loyalty.purchases(members, 200, 5 * day);
  return loyalty.measure((tx) => void loyalty.save(tx, "insert", "LoyaltyTransaction__c", rows));
}

function cancelFirst(loyalty: LoyaltyOrg, sizes: { rules: number; documents: number }): Measured {
  const program = loyalty.program(code(), { count: sizes.rules });
  const members = loyalty.members(program, 1);
  const [first] = loyalty.insert("LoyaltyTransaction__c", loyalty.purchases(members, sizes.documents, 0));
  return loyalty.measure(
    (tx) => void loyalty.save(tx, "update", "LoyaltyTransaction__c", [{ Id: first!, Status__c: "Cancelled" }])
  );
}

/** What `SegmentRefreshJob` does with one part of the members, when all of them join. */
function refreshSegments(loyalty: LoyaltyOrg, documents: number): Measured {
  const program = loyalty.program(code(), { count: 0 });
  const members = loyalty.members(program, 100);
  const lately = (Date.now() - Date.UTC(2025, 0, 1)) / 60_000 - 30 * day;
  loyalty.insert("LoyaltyTransaction__c", loyalty.purchases(members, documents, Math.floor(lately)));
  loyalty.insert(
    "LoyaltySegment__c",
    Array.from({ length: 20 }, (_, index) => ({
      Program__c: program,
      Name: `Segment ${index}`,
      Active__c: true,
      Criteria__c: `{"field": "profile.ordersOfYear", "operator": "atLeast", "value": ${(index % 5) + 1}}`
    }))
  );
  return loyalty.measure((tx) => loyalty.runPart(tx, "SegmentRefreshJob", members));
}

function newWithLines(loyalty: LoyaltyOrg): Measured {
  const program = loyalty.program(code(), { count: 100, ofLines: true });
  const members = loyalty.members(program, 200);
  const rows = loyalty.purchases(members, 200, 0, { ExpectedLines__c: Decimal.fromInteger(5) });
  return loyalty.measure((tx) => {
    const documents = loyalty.save(tx, "insert", "LoyaltyTransaction__c", rows);
    const lines = documents.flatMap((document, index) =>
      [1, 2, 3, 4, 5].map((number) => ({
        Transaction__c: document,
        ExternalId__c: `${String(rows[index]!["ExternalId__c"])}:${number}`,
        LineNumber__c: String(number),
        Product__c: `P${number}`,
        Category__c: "Tea",
        Quantity__c: Decimal.fromInteger(1),
        Amount__c: Decimal.fromInteger(20)
      }))
    );
    loyalty.save(tx, "insert", "LoyaltyTransactionLine__c", lines);
  });
}
