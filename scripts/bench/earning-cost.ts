/**
 * `npm run bench:cost`: what 200 documents cost in governor limits, by the number of active rules and of the ledger entries
 * that the member has already. Counts do not depend on the machine. Apex counts them itself, so that the same statements can
 * be run in any org.
 */
import { readProjectOrFail } from "../local-org/cli/options.ts";
import { openOrg } from "../local-org/org/embedded-org.ts";

const RULES = [1, 20, 100];
const ENTRIES = (process.argv[2]?.split(",") ?? ["10", "1000", "50000"]).map(Number);
const BATCH = 2_000;

const org = openOrg();
const { problems } = org.deploy(readProjectOrFail("."));
if (problems.length > 0) throw new Error(problems.map(({ path, message }) => `${path} ${message}`).join("\n"));
run(`
  PermissionSet permissions = [SELECT Id FROM PermissionSet WHERE Name = 'Loyalty_Administrator'];
  insert new PermissionSetAssignment(AssigneeId = UserInfo.getUserId(), PermissionSetId = permissions.Id);`);

console.log("| active rules | ledger entries | documents | SOQL | query rows | DML | DML rows |");
console.log("| ------------ | -------------- | --------- | ---- | ---------- | --- | -------- |");
for (const rules of RULES) {
  for (const entries of ENTRIES) {
    const code = `COST-${rules}-${entries}`;
    makeProgram(code);
    for (let from = 0; from < entries; from += BATCH) record(code, from, Math.min(BATCH, entries - from));
    addRules(code, rules);
    for (const kind of ["first", "next", "late"] as const) console.log(measure(code, rules, entries, kind));
  }
}
org.close();

function makeProgram(code: string): void {
  run(`
    LoyaltyProgram__c program = new LoyaltyProgram__c(Name = '${code}', Code__c = '${code}', Active__c = true,
      PointName__c = 'Points', EarningBasis__c = 'Amount', PointsPerUnit__c = 1, Rounding__c = 'Down',
      ReturnPolicy__c = 'Base', ExpiryModel__c = 'None');
    insert program;
    insert new LoyaltyTier__c(Program__c = program.Id, Name = 'Bronze', Threshold__c = 0, Multiplier__c = 1);
    Account customer = new Account(Name = '${code}');
    insert customer;
    insert new LoyaltyMember__c(Program__c = program.Id, Account__c = customer.Id, MemberNumber__c = '${code}');`);
}

/** Every rule counts and has a cap: the most that a rule can ask for. */
function addRules(code: string, count: number): void {
  run(`
    Id programId = [SELECT Id FROM LoyaltyProgram__c WHERE Code__c = '${code}'].Id;
    List<LoyaltyRule__c> rules = new List<LoyaltyRule__c>();
    for (Integer i = 0; i < ${count}; i++) {
      rules.add(new LoyaltyRule__c(Program__c = programId, Name = 'Rule ' + i, Status__c = 'Active', Priority__c = i,
        AppliesTo__c = 'Purchases', Scope__c = 'Document', Stacking__c = 'Stackable', Effect__c = 'Points', Value__c = 5,
        Criteria__c = '{"field": "document.amount", "operator": "atLeast", "value": ' + (i + 1) + '}',
        Period__c = 'Month', CapPoints__c = 50, StartsAt__c = Datetime.newInstanceGmt(2026, 1, 1)));
    }
    insert rules;`);
}

function record(code: string, from: number, count: number): void {
  run(`${documents(code, `history${from}`, count, from)} insert documents;`);
}

function measure(code: string, rules: number, entries: number, kind: "first" | "next" | "late"): string {
  const day = { first: 400, next: 410, late: 405 }[kind];
  const minute = day * 24 * 60;
  const log: string[] = [];
  run(
    `${documents(code, kind, 200, minute)}
    Integer queries = Limits.getQueries(), rows = Limits.getQueryRows();
    Integer statements = Limits.getDmlStatements(), written = Limits.getDmlRows();
    insert documents;
    System.debug('COST ' + (Limits.getQueries() - queries) + ' | ' + (Limits.getQueryRows() - rows) + ' | '
      + (Limits.getDmlStatements() - statements) + ' | ' + (Limits.getDmlRows() - written));`,
    log
  );
  const cost = /COST (.*)/.exec(log.join("\n"))?.[1];
  if (cost === undefined) throw new Error(`no cost in the log of ${code}`);
  return `| ${rules} | ${entries.toLocaleString("en")} | ${kind} | ${cost} |`;
}

/** Statements that make so many documents of the program's member, a minute apart, from that minute on. */
function documents(code: string, name: string, count: number, minute: number): string {
  return `
    Id memberId = [SELECT Id FROM LoyaltyMember__c WHERE MemberNumber__c = '${code}'].Id;
    List<LoyaltyTransaction__c> documents = new List<LoyaltyTransaction__c>();
    for (Integer i = 0; i < ${count}; i++) {
      documents.add(new LoyaltyTransaction__c(Member__c = memberId, ExternalId__c = '${code}:${name}:' + i, Kind__c = 'Purchase',
        Status__c = 'Valid', Amount__c = 100,
        OccurredAt__c = Datetime.newInstanceGmt(2025, 1, 1).addMinutes(${minute} + i)));
    }
    `;
}

function run(source: string, log: string[] = []): void {
  const result = org.executeAnonymous(org.administrator, source, {
    write: (_level, _place, message) => void log.push(message)
  });
  const problem = result.problems?.[0]?.message ?? (result.thrown as Error | undefined)?.message;
  if (problem !== undefined) throw new Error(problem);
}
