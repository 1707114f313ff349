/**
 * `npm run bench:jobs -- 1000 100000`: what the jobs over all members take in an org with so many of them, each with one purchase:
 * refreshing 20 segments with the scores of customers, and counting the key figures. A thousand members should cost as much,
 * and a part hold as much, however many members there are.
 */
import { rmSync, mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Decimal } from "../local-org/values/decimal.ts";
import { LoyaltyOrg } from "./loyalty-org.ts";
import { cpuSecondsSince } from "./usage.ts";

const SEGMENTS = 20;
const CHUNK = 10_000;

const jobs = [
  {
    name: "segments, first time",
    start: "RfmBoundsJob.enqueue(null);",
    classes: ["RfmBoundsJob", "SegmentRefreshJob"]
  },
  { name: "segments, again", start: "RfmBoundsJob.enqueue(null);", classes: ["RfmBoundsJob", "SegmentRefreshJob"] },
  { name: "key figures", start: "new KeyFiguresJob().execute((SchedulableContext) null);", classes: ["KeyFiguresJob"] }
];

const sizes = process.argv.slice(2).map(Number);
if (sizes.length === 0 || sizes.some((size) => !(size > 0))) {
  console.error("usage: npm run bench:jobs -- NUMBER_OF_MEMBERS …");
  process.exit(2);
}
console.log("| members | job | parts | failed | s of processor for 1,000 members | MB held afterwards |");
console.log("| ------- | --- | ----- | ------ | -------------------------------- | ------------------ |");
for (const size of sizes) await measureAt(size);

async function measureAt(size: number): Promise<void> {
  const dataFolder = mkdtempSync(join(tmpdir(), "bench-jobs-"));
  const loyalty = new LoyaltyOrg({ dataFolder });
  try {
    fill(loyalty, size);
    for (const job of jobs) {
      const started = process.cpuUsage();
      const before = partsOf(loyalty, job.classes);
      const { problems, thrown } = loyalty.org.executeAnonymous(loyalty.org.administrator, job.start, {
        write: () => undefined
      });
      if (problems ?? thrown) throw new Error(`${job.start} ${JSON.stringify(problems ?? String(thrown))}`);
      await loyalty.org.idle();
      const after = partsOf(loyalty, job.classes);
      const seconds = (cpuSecondsSince(started) / size) * 1000;
      const parts = [after.parts - before.parts, after.failed - before.failed].map((count) =>
        count.toLocaleString("en")
      );
      console.log(
        `| ${[size.toLocaleString("en"), job.name, ...parts, seconds.toFixed(2), heldMegabytes()].join(" | ")} |`
      );
    }
  } finally {
    loyalty.close();
    rmSync(dataFolder, { recursive: true, force: true });
  }
}

function fill(loyalty: LoyaltyOrg, size: number): void {
  const program = loyalty.program("SIZE", { count: 0 });
  loyalty.insert(
    "LoyaltySegment__c",
    Array.from({ length: SEGMENTS }, (_, index) => ({
      Program__c: program,
      Name: `Segment ${index}`,
      Active__c: true,
      Criteria__c: `{"field": "profile.amountOfYear", "operator": "atLeast", "value": ${index * 10}}`
    }))
  );
  for (let made = 0; made < size; made += CHUNK) {
    const members = loyalty.members(program, Math.min(CHUNK, size - made));
    const lately = (Date.now() - Date.UTC(2025, 0, 1)) / 60_000 - members.length;
    loyalty.insert(
      "LoyaltyTransaction__c",
      loyalty
        .purchases(members, members.length, Math.floor(lately))
        .map((purchase, index) => ({ ...purchase, Amount__c: Decimal.fromInteger(index % 200) }))
    );
    console.error(`${(made + members.length).toLocaleString("en")} of ${size.toLocaleString("en")} members`);
  }
}

function partsOf({ org }: LoyaltyOrg, classes: readonly string[]): { parts: number; failed: number } {
  const names = classes.map((name) => `'${name}'`).join(", ");
  const sql = `SELECT coalesce(sum(j."JobItemsProcessed"), 0), coalesce(sum(j."NumberOfErrors"), 0) FROM "AsyncApexJob" j JOIN "ApexClass" c ON c."Id" = j."ApexClassId" WHERE c."Name" IN (${names})`;
  const [[parts, failed] = []] = org.transaction(org.administrator, (tx) => tx.database.all(sql));
  return { parts: Number(parts), failed: Number(failed) };
}

function heldMegabytes(): string {
  globalThis.gc?.();
  return (process.memoryUsage().heapUsed / 1e6).toFixed(0);
}
