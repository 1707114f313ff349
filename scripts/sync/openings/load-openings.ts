import type { OrgRequests } from "../org/requests.ts";
import { soqlText } from "../org/soql.ts";
import type { ProgressReport } from "../report/progress.ts";
import type { KeyedReject } from "../report/rejects-file.ts";
import type { Opening } from "./opening-rows.ts";

/** What the org takes in one request. */
const AT_ONCE = 200;

export interface LoadedOpenings {
  readonly created: number;
  readonly unchanged: number;
  readonly rejects: readonly KeyedReject[];
  /** Of members that were taken, now or before. */
  readonly points: number;
  /** Points by the month of their last day, `never` for those without. */
  readonly pointsByMonth: Readonly<Record<string, number>>;
  /** Where the org's entries are not what the file says. */
  readonly differences: readonly string[];
}

interface Answer {
  readonly results: readonly {
    readonly memberNumber: string;
    readonly outcome: "created" | "unchanged" | "rejected";
    readonly error?: { readonly code: string; readonly message: string };
  }[];
}

/** Sends members with what they bring, and compares what the org has of them then; it may be done again at any time. */
export async function loadOpenings(
  requests: OrgRequests,
  program: string,
  openings: readonly Opening[],
  report: ProgressReport
): Promise<LoadedOpenings> {
  const loaded = { created: 0, unchanged: 0 };
  const rejects: KeyedReject[] = [];
  const differences: string[] = [];
  const taken: Opening[] = [];
  report.step("load opening balances", openings.length);
  for (let first = 0; first < openings.length; first += AT_ONCE) {
    const members = openings.slice(first, first + AT_ONCE);
    const { results } = await requests.app<Answer>("POST", "opening-balances", { program, members });
    const accepted = members.filter((_, index) => results[index]?.outcome !== "rejected");
    for (const { memberNumber, outcome, error } of results) {
      if (outcome === "rejected")
        rejects.push({ key: memberNumber, position: "", code: error!.code, reason: error!.message });
      else loaded[outcome]++;
    }
    differences.push(...(await differencesOf(requests, program, accepted)));
    taken.push(...accepted);
    report.advance(first + members.length);
  }
  report.endStep();
  const pointsByMonth = sumsBy(taken, (lastDay) => lastDay?.slice(0, 7) ?? "never");
  const points = Object.values(pointsByMonth).reduce((sum, one) => sum + one, 0);
  return { ...loaded, rejects, points, pointsByMonth, differences };
}

/** Compares the points of these members by their last day. */
async function differencesOf(requests: OrgRequests, program: string, openings: readonly Opening[]): Promise<string[]> {
  if (openings.length === 0) return [];
  const numbers = openings.map(({ memberNumber }) => soqlText(memberNumber)).join(", ");
  const rows = await requests.query<{ lastDay: string | null; points: number }>(
    "SELECT ExpiresOn__c lastDay, SUM(Points__c) points FROM LoyaltyLedger__c " +
      `WHERE Kind__c = 'Opening' AND Member__r.Program__r.Code__c = ${soqlText(program)} ` +
      `AND Member__r.MemberNumber__c IN (${numbers}) GROUP BY ExpiresOn__c`
  );
  const inOrg = Object.fromEntries(rows.map(({ lastDay, points }) => [lastDay ?? "never", points]));
  const inFile = sumsBy(openings, (lastDay) => lastDay ?? "never");
  return [...new Set([...Object.keys(inOrg), ...Object.keys(inFile)])]
    .filter((day) => (inOrg[day] ?? 0) !== (inFile[day] ?? 0))
    .map(
      (day) =>
        `last day ${day}, members ${openings[0]!.memberNumber} to ${openings.at(-1)!.memberNumber}: ` +
        `${inFile[day] ?? 0} points in the file, ${inOrg[day] ?? 0} in the org`
    );
}

function sumsBy(openings: readonly Opening[], keyOf: (lastDay: string | undefined) => string): Record<string, number> {
  const sums: Record<string, number> = {};
  for (const { points, lastDay } of openings.flatMap(({ lots }) => lots)) {
    const key = keyOf(lastDay);
    sums[key] = (sums[key] ?? 0) + points;
  }
  return sums;
}
