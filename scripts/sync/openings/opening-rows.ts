import { DateTime } from "luxon";
import type { Loaded } from "../mapping/load-mapping.ts";
import type { KeyedReject } from "../report/rejects-file.ts";
import { certainKey } from "../source/certain-text.ts";
import { eachPlainRow, type Cell, type PlainRow } from "../source/plain-rows.ts";
import { RowError } from "../source/row-error.ts";
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
  const { rows, doubts } = await eachPlainRow(loaded, columns, { input, folder }, (row) => reading.take(row));
  if (doubts.length > 0) throw new SourceError(`${doubts.join("; ")}. Nothing was sent`);
  return { openings: reading.whole(), rejects: reading.rejects, rows };
}

class Reading {
  readonly rejects: KeyedReject[] = [];
  private readonly mapping: OpeningMapping;
  private readonly openings = new Map<string, Opening>();
  private readonly refused = new Set<string>();
  private last = "";
  private part = 0;

  constructor(mapping: OpeningMapping) {
    this.mapping = mapping;
  }

  take({ cell, position, part }: PlainRow): void {
    const memberNumber = this.mapping.member.number.prefix + this.ownNumber(cell, position);
    // Numbers that differ by case alone are one member.
    const key = memberNumber.toLowerCase();
    try {
      this.requireOneFile(key, part);
      this.takeLot(cell, key, memberNumber);
    } catch (error) {
      if (!(error instanceof RowError)) throw error;
      this.refused.add(key);
      this.rejects.push({ key: memberNumber, position, code: error.code, reason: error.message });
    }
    [this.last, this.part] = [key, part];
  }

  private ownNumber(cell: Cell, position: string): string {
    const { column } = this.mapping.member.number;
    let problem = `${column} is empty`;
    try {
      const own = certainKey(column, cell(column));
      if (own !== "") return own;
    } catch (error) {
      if (!(error instanceof RowError)) throw error;
      problem = error.message;
    }
    throw new SourceError(`${position}: ${problem}. Nothing was sent`);
  }

  /** The last lines of a file and the first ones of the next are told together only where both are one export. */
  private requireOneFile(key: string, part: number): void {
    const { source } = this.mapping;
    const areParts = "files" in source && source.files === "parts";
    if (key === this.last && part !== this.part && !areParts)
      throw new RowError("SEVERAL_FILES", 'two files have lines of this member; say source.files: "parts"');
  }

  /** Members of whom every row could be read. */
  whole(): Opening[] {
    return [...this.openings].filter(([key]) => !this.refused.has(key)).map(([, opening]) => opening);
  }

  private takeLot(cell: Cell, key: string, memberNumber: string): void {
    const known = this.openings.get(key);
    if (known !== undefined && this.last !== key)
      throw new RowError("NOT_TOGETHER", "other members stand between the lines of this one");
    const opening = known ?? this.openingOf(cell, memberNumber);
    this.openings.set(key, opening);
    const points = this.points(cell);
    if (points === 0) return;
    const { lastDay, earnedOn } = this.mapping.lot;
    opening.lots.push({ points, ...this.day("lastDay", lastDay, cell), ...this.day("earnedOn", earnedOn, cell) });
  }

  private openingOf(cell: Cell, memberNumber: string): Opening {
    const { member, tier, tierHistory } = this.mapping;
    const customer =
      member.customer === undefined ? "" : certainKey(member.customer.column, cell(member.customer.column));
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
      throw new RowError("BAD_NUMBER", `${column}: '${cell(column)}' is no number of whole points`);
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
    if (!moment.isValid) throw new RowError("BAD_DATE", `${column}: '${written}' is not a date of the form ${format}`);
    return moment.toISODate();
  }
}

/** `Silver 2021-02-03;Gold 2023-04-05` */
function stepsOf(written: string, separator: string, column: string): { tier: string; at: string }[] {
  const steps = written.split(separator).filter((step) => step.trim() !== "");
  return steps.map((step) => {
    const [, tier, day] = /^\s*(.+?)\s+(\d{4}-\d{2}-\d{2})\s*$/.exec(step) ?? [];
    if (tier === undefined || !DateTime.fromISO(day!).isValid)
      throw new RowError(
        "BAD_TIER_HISTORY",
        `${column}: '${step.trim()}' is not a tier and a day such as Gold 2023-04-05`
      );
    return { tier, at: startOf(day!) };
  });
}

const startOf = (day: string): string => `${day}T00:00:00Z`;
