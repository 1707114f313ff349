import { DateTime } from "luxon";
import type { Loaded } from "../mapping/load-mapping.ts";
import type { KeyedReject } from "../report/rejects-file.ts";
import { eachPlainRow, type Cell } from "../source/plain-rows.ts";
import { SourceError } from "../source/source-error.ts";
import { openingColumns, type DaySource, type OpeningMapping } from "./opening-mapping.ts";

export interface OpeningLot {
  readonly points: number;
  /** `yyyy-MM-dd`; absent where the points never expire. */
  readonly lastDay?: string;
  readonly earnedOn?: string;
}

/** What a member brings, in the words of the REST API. */
export interface Opening {
  readonly memberNumber: string;
  readonly accountErpNumber?: string;
  readonly contactErpNumber?: string;
  readonly enrolledAt?: string;
  readonly lots: OpeningLot[];
  readonly tier?: string;
  readonly tierUntil?: string;
  readonly tierHistory?: readonly { readonly tier: string; readonly at: string }[];
}

export interface ReadOpenings {
  /** In the order of the file. */
  readonly openings: readonly Opening[];
  /** By the number of the member, which is not taken over as the file has it. */
  readonly rejects: readonly KeyedReject[];
  readonly rows: number;
}

class RowProblem extends Error {
  readonly code: string;

  constructor(code: string, reason: string) {
    super(reason);
    this.code = code;
  }
}

/**
 * Reads the whole export before anything is sent.
 * @param folder takes what memory should not
 * @throws SourceError where a row cannot be given to a member: whose balance lacks it is not known
 */
export async function readOpenings(
  loaded: Loaded<OpeningMapping>,
  input: string,
  folder: string
): Promise<ReadOpenings> {
  const columns = openingColumns(loaded.mapping);
  const reading = new Reading(loaded.mapping);
  const take = (cell: Cell, position: string): void => reading.take(cell, position);
  const { rows } = await eachPlainRow(loaded, columns, { input, folder }, take);
  return { openings: reading.whole(), rejects: reading.rejects, rows };
}

class Reading {
  readonly rejects: KeyedReject[] = [];
  private readonly mapping: OpeningMapping;
  private readonly openings = new Map<string, Opening>();
  private readonly refused = new Set<string>();
  private last = "";

  constructor(mapping: OpeningMapping) {
    this.mapping = mapping;
  }

  take(cell: Cell, position: string): void {
    const { number } = this.mapping.member;
    const own = cell(number.column);
    if (own === "") throw new SourceError(`${position}: ${number.column} is empty. Nothing was sent`);
    const memberNumber = number.prefix + own;
    // Numbers that differ by case alone are one member.
    const key = memberNumber.toLowerCase();
    try {
      this.takeLot(cell, key, memberNumber);
    } catch (error) {
      if (!(error instanceof RowProblem)) throw error;
      this.refused.add(key);
      this.rejects.push({ key: memberNumber, position, code: error.code, reason: error.message });
    }
    this.last = key;
  }

  /** Members of whom every row could be read. */
  whole(): Opening[] {
    return [...this.openings].filter(([key]) => !this.refused.has(key)).map(([, opening]) => opening);
  }

  private takeLot(cell: Cell, key: string, memberNumber: string): void {
    const known = this.openings.get(key);
    if (known !== undefined && this.last !== key)
      throw new RowProblem("NOT_TOGETHER", "other members stand between the lines of this one");
    const opening = known ?? this.openingOf(cell, memberNumber);
    this.openings.set(key, opening);
    const points = this.points(cell);
    if (points === 0) return;
    const { lastDay, earnedOn } = this.mapping.lot;
    opening.lots.push({ points, ...this.day("lastDay", lastDay, cell), ...this.day("earnedOn", earnedOn, cell) });
  }

  private openingOf(cell: Cell, memberNumber: string): Opening {
    const { member, tier, tierHistory } = this.mapping;
    const customer = member.customer === undefined ? "" : cell(member.customer.column);
    const tierName = tier === undefined ? "" : cell(tier.name.column);
    const since = tier?.since === undefined ? undefined : this.read(tier.since, cell);
    const steps =
      tierHistory === undefined ? [] : stepsOf(cell(tierHistory.column), tierHistory.separator, tierHistory.column);
    const history = since === undefined || steps.length > 0 ? steps : [{ tier: tierName, at: startOf(since) }];
    const enrolledAt = member.enrolledAt === undefined ? undefined : this.read(member.enrolledAt, cell);
    return {
      memberNumber,
      ...(customer === ""
        ? {}
        : { [member.customer!.as === "Account" ? "accountErpNumber" : "contactErpNumber"]: customer }),
      ...(enrolledAt === undefined ? {} : { enrolledAt: startOf(enrolledAt) }),
      lots: [],
      ...(tierName === "" ? {} : { tier: tierName, ...this.day("tierUntil", tier!.until, cell) }),
      ...(history.length === 0 ? {} : { tierHistory: history })
    };
  }

  private points(cell: Cell): number {
    const { column } = this.mapping.lot.points;
    const group = this.mapping.source.numbers?.group ?? "";
    const written = group === "" ? cell(column) : cell(column).replaceAll(group, "");
    if (written === "") return 0;
    if (!/^\d{1,15}$/.test(written))
      throw new RowProblem("BAD_NUMBER", `${column}: '${cell(column)}' is no number of whole points`);
    return Number(written);
  }

  private day(name: string, source: DaySource | undefined, cell: Cell): Record<string, string> {
    const day = source === undefined ? undefined : this.read(source, cell);
    return day === undefined ? {} : { [name]: day };
  }

  private read({ column, format }: DaySource, cell: Cell): string | undefined {
    const written = cell(column);
    if (written === "") return undefined;
    const zone = this.mapping.source.timeZone;
    const moment =
      format === "ISO" ? DateTime.fromISO(written, { zone }) : DateTime.fromFormat(written, format, { zone });
    if (!moment.isValid)
      throw new RowProblem("BAD_DATE", `${column}: '${written}' is not a date of the form ${format}`);
    return moment.toISODate();
  }
}

/** `Silver 2021-02-03;Gold 2023-04-05` */
function stepsOf(written: string, separator: string, column: string): { tier: string; at: string }[] {
  const steps = written.split(separator).filter((step) => step.trim() !== "");
  return steps.map((step) => {
    const [, tier, day] = /^\s*(.+?)\s+(\d{4}-\d{2}-\d{2})\s*$/.exec(step) ?? [];
    if (tier === undefined || !DateTime.fromISO(day!).isValid)
      throw new RowProblem(
        "BAD_TIER_HISTORY",
        `${column}: '${step.trim()}' is not a tier and a day such as Gold 2023-04-05`
      );
    return { tier, at: startOf(day!) };
  });
}

const startOf = (day: string): string => `${day}T00:00:00Z`;
