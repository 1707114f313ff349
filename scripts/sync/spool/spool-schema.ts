import type { RoundingMode } from "../mapping/mapping.ts";
import { AMOUNT_SCALE, CURRENCIES_OF_OTHER_DECIMALS, USUAL_DECIMALS } from "../mapping/currencies.ts";
import { LINE_SCALE } from "../source/amounts.ts";
import { UNPAID } from "../source/row-reader.ts";

/**
 * This build of SQLite sorts in memory only: tables lie in the order in which they are read, so that nothing is sorted. A
 * stretch is lines of one document that follow one another (see StretchWriter): `position` and `row` are of the first of them,
 * `start` and `length` say where all of them stand in the file of rows.
 */
export const SPOOL_SCHEMA = `
  CREATE TABLE stretch (external_id TEXT, row INTEGER, rows INTEGER, position TEXT, positions TEXT, member TEXT, member_key TEXT,
                        first_at INTEGER, last_at INTEGER, millions INTEGER, rest INTEGER, currency TEXT, channel TEXT, original TEXT,
                        kind TEXT, status TEXT, paid INTEGER, customer TEXT, part INTEGER, start INTEGER,
                        length INTEGER, PRIMARY KEY (external_id, row)) WITHOUT ROWID;
  CREATE TABLE reject (row INTEGER PRIMARY KEY, rows INTEGER, position TEXT, code TEXT, reason TEXT, start INTEGER, length INTEGER);
  CREATE TABLE suspect (external_id TEXT, row INTEGER, part INTEGER, PRIMARY KEY (external_id, row)) WITHOUT ROWID;
  CREATE INDEX suspect_row ON suspect (row);
  CREATE TABLE document (external_id TEXT PRIMARY KEY, member TEXT, member_key TEXT, at INTEGER, thousandths INTEGER, currency TEXT,
                         channel TEXT, original TEXT, kind TEXT, status TEXT, paid INTEGER, state TEXT, code TEXT, reason TEXT)
                         WITHOUT ROWID;
  CREATE INDEX document_order ON document (member, at, external_id);
  CREATE TABLE refused (external_id TEXT PRIMARY KEY, code TEXT, reason TEXT) WITHOUT ROWID;
  CREATE TABLE still_there (external_id TEXT PRIMARY KEY) WITHOUT ROWID;
  CREATE TABLE known_member (member_key TEXT PRIMARY KEY, number TEXT) WITHOUT ROWID;
  CREATE TABLE known (external_id TEXT PRIMARY KEY, member TEXT, member_key TEXT, at INTEGER, thousandths INTEGER, currency TEXT,
                      channel TEXT, original TEXT, kind TEXT, status TEXT, paid INTEGER, source TEXT, missing_since INTEGER)
                      WITHOUT ROWID;
`;

const HOURS = 3_600_000;
/** Sums of whole numbers are kept in two parts, so that no intermediate sum leaves 64 bits. */
export const WHOLE = 1_000_000;

export interface GroupRules {
  readonly oneRowEach: boolean;
  readonly withinHours: number;
  readonly largest: number;
  readonly rounding: RoundingMode;
  /** The mapping says what it means that several files have lines of one document. */
  readonly acrossParts: boolean;
}

/** What keeps lines from being one document; of several the first is told. All of it is SQL. */
interface Disagreement {
  readonly code: string;
  /** What has to be known of a group of lines, by name. */
  readonly facts: Readonly<Record<string, string>>;
  /** Over the facts. */
  readonly when: string;
  readonly reason: string;
}

const severalRows: Disagreement = {
  code: "DUPLICATE_ID",
  facts: { line_count: "SUM(rows)", all_positions: "GROUP_CONCAT(positions, ', ')" },
  when: "line_count > 1",
  reason: "'the file has this document more than once, on lines ' || all_positions"
};
const severalFiles: Disagreement = {
  code: "SEVERAL_FILES",
  facts: { first_part: "MIN(part)", last_part: "MAX(part)" },
  when: "first_part < last_part",
  reason:
    "'several files have lines of this document: source.files says whether they are parts of one export, or days of which the last counts'"
};
const severalMembers: Disagreement = {
  code: "MIXED_MEMBERS",
  facts: { member_count: "COUNT(DISTINCT member_key)", members: "GROUP_CONCAT(DISTINCT member)" },
  when: "member_count > 1",
  reason: "'the lines of one document name different members: ' || members"
};

function severalValues(column: string, code: string, words: string): Disagreement {
  const filled = `DISTINCT NULLIF(${column}, '')`;
  return {
    code,
    facts: { [`${column}_count`]: `COUNT(${filled})`, [`${column}_values`]: `GROUP_CONCAT(${filled})` },
    when: `${column}_count > 1`,
    reason: `'the lines of one document ${words}: ' || ${column}_values`
  };
}

function farApart(withinHours: number): Disagreement {
  const moment = (name: string): string => `datetime(${name} / 1000, 'unixepoch')`;
  return {
    code: "MIXED_DATES",
    facts: { from_at: "MIN(first_at)", to_at: "MAX(last_at)" },
    when: `to_at - from_at > ${withinHours * HOURS}`,
    reason: `'the lines of one document are of ' || ${moment("from_at")} || ' and ' || ${moment("to_at")} || ' UTC: do numbers repeat? document.externalId.columns takes several columns, document.linesWithinHours the time between lines'`
  };
}

function tooLarge(largest: number): Disagreement {
  return {
    code: "BAD_AMOUNT",
    facts: { all_millions: "SUM(millions)" },
    when: `ABS(all_millions) > ${largest}`,
    reason: `'the amount of the document is beyond ${largest}'`
  };
}

function disagreements({ oneRowEach, withinHours, largest, acrossParts }: GroupRules): readonly Disagreement[] {
  return [
    ...(oneRowEach ? [severalRows] : []),
    ...(acrossParts ? [] : [severalFiles]),
    severalMembers,
    severalValues("currency", "MIXED_CURRENCIES", "have different currencies"),
    severalValues("kind", "MIXED_KINDS", "are of different kinds"),
    severalValues("status", "MIXED_STATUS", "have different statuses"),
    severalValues("original", "MIXED_ORIGINALS", "take back different documents"),
    severalValues("channel", "MIXED_CHANNELS", "have different channels"),
    farApart(withinHours),
    tooLarge(largest)
  ];
}

/** Makes documents of lines: what a group of lines comes to, what is wrong with it, and why. */
export function groupSql(rules: GroupRules): string {
  const found = disagreements(rules);
  const facts = Object.entries(Object.assign({}, ...found.map((one) => one.facts)) as Record<string, string>);
  return `
    INSERT INTO document
    WITH grouped AS (
      SELECT external_id, MIN(member) AS member, MIN(member_key) AS member_key, MIN(first_at) AS at, MAX(currency) AS currency,
             MAX(channel) AS channel, MAX(original) AS original, MIN(kind) AS kind, MIN(status) AS status,
             CASE WHEN MIN(paid) = ${UNPAID} THEN ${UNPAID} ELSE MAX(paid) END AS paid,
             SUM(millions) * ${WHOLE} + SUM(rest) AS exact,
             ${facts.map(([name, sql]) => `${sql} AS ${name}`).join(", ")}
      FROM stretch GROUP BY external_id),
    judged AS (
      SELECT *, CASE ${found.map(({ code, when }) => `WHEN ${when} THEN '${code}'`).join(" ")} ELSE '' END AS code
      FROM grouped),
    explained AS (
      SELECT *, CASE code ${found.map(({ code, reason }) => `WHEN '${code}' THEN ${reason}`).join(" ")} ELSE '' END AS reason
      FROM judged)
    SELECT external_id, member, member_key, at, CASE WHEN code = 'BAD_AMOUNT' THEN 0 ELSE ${roundedSql(rules.rounding)} END,
           currency, channel, original, CASE WHEN exact < 0 AND ?1 IS NOT NULL THEN ?1 ELSE kind END, status, paid,
           CASE WHEN code = '' THEN 'new' ELSE 'rejected' END, code, reason
    FROM explained`;
}

/** Thousandths of the exact sum, rounded to what its currency has. */
function roundedSql(mode: RoundingMode): string {
  const of = (decimals: number): string => roundedToSql(mode, decimals);
  const cases = CURRENCIES_OF_OTHER_DECIMALS.map(
    ([decimals, codes]) => `WHEN currency IN (${codes.map((code) => `'${code}'`).join(", ")}) THEN ${of(decimals)}`
  );
  return `CASE ${cases.join(" ")} ELSE ${of(USUAL_DECIMALS)} END`;
}

/** Division of whole numbers cuts towards zero. */
function roundedToSql(mode: RoundingMode, decimals: number): string {
  const divisor = 10 ** (LINE_SCALE - decimals);
  const thousandths = 10 ** (AMOUNT_SCALE - decimals);
  const sign = "(CASE WHEN exact < 0 THEN -1 ELSE 1 END)";
  const added = { down: 0, up: divisor - 1, halfUp: divisor / 2 };
  if (mode !== "halfEven") return `(exact + ${sign} * ${added[mode]}) / ${divisor} * ${thousandths}`;
  const rest = `2 * ABS(exact % ${divisor})`;
  const odd = `exact / ${divisor} % 2 <> 0`;
  const further = `CASE WHEN ${rest} > ${divisor} OR (${rest} = ${divisor} AND ${odd}) THEN ${sign} ELSE 0 END`;
  return `(exact / ${divisor} + ${further}) * ${thousandths}`;
}

/** SQL for the sum of a column of whole numbers, which is read with {@link wholeSum}. */
export function sumSql(column: string, name: string): string {
  return `SUM(${column} / ${WHOLE}) AS ${name}High, SUM(${column} % ${WHOLE}) AS ${name}Low`;
}

export function wholeSum(high: number | bigint | null, low: number | bigint | null): bigint {
  return BigInt(high ?? 0) * BigInt(WHOLE) + BigInt(low ?? 0);
}
