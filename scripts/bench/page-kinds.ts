import type { Connection } from "jsforce";

/** A page that is measured, and what says that it can be used: each of these shows. */
export interface PageKind {
  readonly name: string;
  readonly address: string;
  /** Selectors as Playwright has them. */
  readonly shows: readonly string[];
}

const MEMBER_PARTS = [
  "c-member-card .balance",
  "c-activity-timeline li",
  "c-reward-catalog li button",
  "local-detail dt"
];

/** One of each kind, of the samples; `extreme` is a member with more and longer of everything than anybody has. */
export async function pageKinds(org: Connection, extreme: ExtremeMember): Promise<PageKind[]> {
  const find = async (object: string, condition: object = {}): Promise<string> => {
    const [found] = await org.sobject(object).find(condition, ["Id"]).limit(1);
    if (!found?.Id) throw new Error(`The samples have no ${object}`);
    return found.Id;
  };
  const [member] = await org
    .sobject("LoyaltyMember__c")
    .find({ "Tier__r.Name": "Gold", "Program__r.Code__c": "PARTNERCLUB" }, ["Id", "Account__c"])
    .sort({ Balance__c: -1 })
    .limit(1);
  if (!member) throw new Error("The samples have no Gold member");
  const customer = await org.sobject("LoyaltyMember__c").findOne({ Contact__c: { $ne: null } }, ["Contact__c"]);
  const record = (name: string, object: string, id: unknown, shows: readonly string[]): PageKind => ({
    name,
    address: `/lightning/r/${object}/${String(id)}/view`,
    shows
  });
  const tab = (name: string, tabName: string, ...shows: string[]): PageKind => ({
    name,
    address: `/lightning/n/${tabName}`,
    shows
  });
  const list = (name: string, object: string): PageKind => ({
    name,
    address: `/lightning/o/${object}/list`,
    shows: ["tbody tr"]
  });
  const rest = async (name: string, object: string, condition?: object, ...shows: string[]): Promise<PageKind> =>
    record(name, object, await find(object, condition), ["local-detail dt", "local-highlights h1", ...shows]);
  return [
    { name: "home", address: "/lightning/page/home", shows: ["c-program-dashboard dd", "c-key-figures h3"] },
    tab("dashboard", "Loyalty_Dashboard", "c-program-dashboard dd", "c-key-figures h3"),
    record("member", "LoyaltyMember__c", member.Id, MEMBER_PARTS),
    record("member, extreme", "LoyaltyMember__c", extreme.member, MEMBER_PARTS),
    record("account", "Account", member["Account__c"], MEMBER_PARTS),
    record("account, extreme", "Account", extreme.account, MEMBER_PARTS),
    record("contact", "Contact", customer?.["Contact__c"], [
      "c-member-card .balance",
      "c-reward-catalog li button",
      "local-detail dt"
    ]),
    tab("decisions", "Loyalty_Decisions", "c-decision-list"),
    tab("health", "Loyalty_Health", "c-job-table tbody tr"),
    tab("rule builder", "Loyalty_Rule_Builder", "c-rule-builder input"),
    tab("new program", "Loyalty_Program_Assistant", "c-program-assistant button"),
    await rest("rule", "LoyaltyRule__c", { Status__c: "Draft" }, "c-rule-builder input"),
    await rest("ledger entry", "LoyaltyLedger__c", {}, "c-entry-explanation"),
    await rest("transaction", "LoyaltyTransaction__c"),
    await rest("reward", "LoyaltyReward__c"),
    await rest("program", "LoyaltyProgram__c"),
    list("list of members", "LoyaltyMember__c"),
    list("list of rewards", "LoyaltyReward__c"),
    list("list of ledger entries", "LoyaltyLedger__c"),
    list("list of transactions", "LoyaltyTransaction__c")
  ];
}

export interface ExtremeMember {
  readonly member: string;
  readonly account: string;
}
