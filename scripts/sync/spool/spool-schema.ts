import type { RoundingMode } from "../mapping/mapping.ts";
import { AMOUNT_SCALE, CURRENCIES_OF_OTHER_DECIMALS, USUAL_DECIMALS } from "../mapping/currencies.ts";
import { LINE_SCALE } from "../source/row-reader.ts";

/** This build of SQLite sorts in memory only: tables lie in the order in which they are read, so that nothing is sorted. */
export const SPOOL_SCHEMA = `
  CREATE TABLE line (external_id TEXT, row INTEGER, position TEXT, member TEXT, member_key TEXT, at INTEGER, amount INTEGER,
                     currency TEXT, channel TEXT, original TEXT, kind TEXT, status TEXT, paid INTEGER, customer TEXT, cells TEXT, part INTEGER,
                     PRIMARY KEY (external_id, row)) WITHOUT ROWID;
  CREATE TABLE reject (row INTEGER PRIMARY KEY, position TEXT, code TEXT, reason TEXT, cells TEXT);
  CREATE TABLE suspect (external_id TEXT, row INTEGER, part INTEGER, PRIMARY KEY (external_id, row)) WITHOUT ROWID;
  CREATE INDEX suspect_row ON suspect (row);
  CREATE TABLE document (external_id TEXT PRIMARY KEY, member TEXT, member_key TEXT, at INTEGER, thousandths INTEGER, currency TEXT,
                         channel TEXT, original TEXT, kind TEXT, status TEXT, paid INTEGER, state TEXT, code TEXT, reason TEXT)
                         WITHOUT ROWID;
  CREATE INDEX document_order ON document (member, at, external_id);
  CREATE TABLE still_there (external_id TEXT PRIMARY KEY) WITHOUT ROWID;
  CREATE TABLE known_member (member_key TEXT PRIMARY KEY, number TEXT) WITHOUT ROWID;
  CREATE TABLE known (external_id TEXT PRIMARY KEY, member TEXT, member_key TEXT, at INTEGER, thousandths INTEGER, currency TEXT,
                      channel TEXT, original TEXT, kind TEXT, status TEXT, paid INTEGER, source TEXT, missing_since INTEGER)
                      WITHOUT ROWID;
`;

const HOURS = 3_600_000;
/** Sums of whole numbers, in two parts so that no intermediate sum leaves 64 bits. */
const WHOLE = 1_000_000;

export interface GroupRules {
  readonly oneRowEach: boolean;
  readonly withinHours: number;
  readonly largest: number;
  readonly rounding: RoundingMode;
  /** The mapping says what it means that several files have lines of one document. */
  readonly acrossParts: boolean;
}

/** What keeps lines from being one document: the code, when, and why, all in SQL over a group of lines. */
function disagreements({
  oneRowEach,
  withinHours,
  largest,
  acrossParts
}: GroupRules): [code: string, when: string, reason: string][] {
  const differs = (column: string, code: string, words: string): [string, string, string] => [
    code,
    `COUNT(DISTINCT NULLIF(${column}, '')) > 1`,
    `'the lines of one document ${words}: ' || GROUP_CONCAT(DISTINCT NULLIF(${column}, ''))`
  ];
  return [
    ...(oneRowEach
      ? [
          [
            "DUPLICATE_ID",
            "COUNT(*) > 1",
            "'the file has this document more than once, on lines ' || GROUP_CONCAT(position, ', ')"
          ] as [string, string, string]
        ]
      : []),
    ...(acrossParts
      ? []
      : [
          [
            "SEVERAL_FILES",
            "MIN(part) < MAX(part)",
            "'several files have lines of this document: source.files says whether they are parts of one export, or days of which the last counts'"
          ] as [string, string, string]
        ]),
    [
      "MIXED_MEMBERS",
      "COUNT(DISTINCT member_key) > 1",
      "'the lines of one document name different members: ' || GROUP_CONCAT(DISTINCT member)"
    ],
    differs("currency", "MIXED_CURRENCIES", "have different currencies"),
    differs("kind", "MIXED_KINDS", "are of different kinds"),
    differs("status", "MIXED_STATUS", "have different statuses"),
    differs("original", "MIXED_ORIGINALS", "take back different documents"),
    differs("channel", "MIXED_CHANNELS", "have different channels"),
    [
      "MIXED_DATES",
      `MAX(at) - MIN(at) > ${withinHours * HOURS}`,
      `'the lines of one document are of ' || datetime(MIN(at) / 1000, 'unixepoch') || ' and ' || datetime(MAX(at) / 1000, 'unixepoch') || ' UTC: do numbers repeat? document.externalId.columns takes several columns, document.linesWithinHours the time between lines'`
    ],
    ["BAD_AMOUNT", `ABS(SUM(amount / ${WHOLE})) > ${largest}`, `'the amount of the document is beyond ${largest}'`]
  ];
}

/** Makes documents of lines. */
export function groupSql(rules: GroupRules): string {
  const found = disagreements(rules);
  const pick = (part: (one: [string, string, string]) => string): string =>
    `CASE ${found.map((one) => `WHEN ${one[1]} THEN ${part(one)}`).join(" ")} ELSE '' END`;
  return `
    INSERT INTO document
    SELECT external_id, member, member_key, at, CASE WHEN code = 'BAD_AMOUNT' THEN 0 ELSE ${roundedSql(rules.rounding)} END, currency, channel, original,
           CASE WHEN exact < 0 AND ?1 IS NOT NULL THEN ?1 ELSE kind END, status, paid,
           CASE WHEN code = '' THEN 'new' ELSE 'rejected' END, code, reason
    FROM (SELECT external_id, MIN(member) AS member, MIN(member_key) AS member_key, MIN(at) AS at, MAX(currency) AS currency,
                 MAX(channel) AS channel, MAX(original) AS original, MIN(kind) AS kind, MIN(status) AS status, MIN(paid) AS paid,
                 SUM(amount / ${WHOLE}) * ${WHOLE} + SUM(amount % ${WHOLE}) AS exact,
                 ${pick(([code]) => `'${code}'`)} AS code, ${pick(([, , reason]) => reason)} AS reason
          FROM line GROUP BY external_id)`;
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
