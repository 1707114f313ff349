import type { Mapping } from "../mapping/mapping.ts";
import { LARGEST_AMOUNT } from "../source/amounts.ts";
import { PAID, UNPAID, type DocumentLine } from "../source/row-reader.ts";
import type { Customer, Difference, Listing, OrgDocument, Reject, SourceDocument, Tally } from "./documents.ts";
import { RowFile, type StoredText } from "./row-file.ts";
import { SpoolDatabase } from "./spool-database.ts";
import { groupSql, SPOOL_SCHEMA, sumSql, wholeSum } from "./spool-schema.ts";
import { StretchWriter } from "./stretches.ts";

const DOCUMENT_COLUMNS =
  "external_id AS externalId, member AS memberKey, at AS occurredAt, thousandths, currency, channel, original, kind, status, paid AS paidAt, state";
const TO_SEND = "state IN ('new', 'changed')";
const EXAMPLES = 10;
const NUMBERS_AT_ONCE = 10_000;

/** Fields in which a document of the source and the org's may differ; the org keeps whole seconds. */
const COMPARED: readonly (readonly [name: string, same: string])[] = [
  ["member", "known.member_key = document.member_key"],
  ["date", "known.at / 1000 = document.at / 1000"],
  ["amount", "known.thousandths = document.thousandths"],
  ["currency", "known.currency = document.currency"],
  ["channel", "known.channel = document.channel"],
  ["original", "known.original = document.original"],
  ["kind", "known.kind = document.kind"],
  ["status", "known.status = document.status"],
  [
    "payment",
    `CASE document.paid WHEN ${UNPAID} THEN known.paid IS NULL WHEN ${PAID} THEN known.paid IS NOT NULL
                        ELSE document.paid IS NULL OR document.paid / 1000 IS known.paid / 1000 END`
  ],
  ["being in the source", "known.missing_since IS NULL"]
];
const IS_SAME = COMPARED.map(([, same]) => `(${same})`).join(" AND ");

const LONGEST_REASON = 600;

/** A reason may quote a cell of a megabyte, and SQLite ends a text at its first zero. */
function shown(reason: string): string {
  const text = reason.replaceAll("\u0000", "\u2400");
  return text.length <= LONGEST_REASON ? text : `${text.slice(0, 400)} … ${text.slice(-150)}`;
}

/** The rows of one run on disk: written line by line, read document by document in the order of members. */
export class DocumentSpool {
  private readonly db: SpoolDatabase;
  private readonly rows: RowFile;
  private readonly writer: StretchWriter;

  /** Two files are written: this one, and one of the same name that ends in `.rows`. */
  constructor(path: string) {
    this.db = new SpoolDatabase(path);
    this.db.execute(SPOOL_SCHEMA);
    this.rows = new RowFile(`${path}.rows`);
    this.writer = new StretchWriter(this.db, this.rows);
  }

  async fill(work: (tick: () => void) => Promise<void>): Promise<void> {
    await this.db.inBatches(50_000, work);
  }

  addLine(position: string, line: DocumentLine, cells: readonly string[], part = 0): void {
    this.writer.addLine(position, line, cells, part);
  }

  /** A row that cannot be used. `documents` are those that it may be a part of: they must not be sent without it. */
  addReject(reject: Reject, documents: readonly string[], part = 0): void {
    this.writer.addReject({ ...reject, reason: shown(reject.reason) }, documents, part);
  }

  /** A document that the source has, though it tells nothing new of it. */
  addStillThere(externalId: string): void {
    this.db.run("INSERT OR IGNORE INTO still_there VALUES (?)", [externalId]);
  }

  /** Makes documents of the lines; what cannot be one document is rejected as a whole. */
  groupDocuments({ document, source }: Mapping): void {
    this.writer.end();
    const files = "files" in source ? source.files : undefined;
    if (files === "days") this.dropReplacedLines();
    const sql = groupSql({
      oneRowEach: document.rows === "documents",
      withinHours: document.linesWithinHours,
      largest: LARGEST_AMOUNT,
      rounding: document.rounding.document,
      acrossParts: files !== undefined
    });
    this.db.run(sql, [document.kind.negativeAmount ?? null]);
    this.rejectIncompleteDocuments();
    this.agreeOnMembers();
  }

  /** Of a document that several parts tell, the last part tells how it is. */
  private dropReplacedLines(): void {
    this.db.execute(`
      DELETE FROM suspect WHERE part < (SELECT MAX(part) FROM stretch WHERE stretch.external_id = suspect.external_id);
      CREATE TABLE latest (external_id TEXT PRIMARY KEY, part INTEGER) WITHOUT ROWID;
      INSERT INTO latest SELECT external_id, MAX(part) FROM stretch GROUP BY external_id HAVING MIN(part) < MAX(part);
      DELETE FROM stretch WHERE part < (SELECT part FROM latest WHERE latest.external_id = stretch.external_id);
      DROP TABLE latest`);
  }

  /** A sum that lacks a line would be a wrong amount. */
  private rejectIncompleteDocuments(): void {
    this.db.execute(`
      UPDATE document SET state = 'rejected', code = 'INCOMPLETE',
             reason = (SELECT 'line ' || reject.position || ' of the document cannot be used: ' || reject.reason FROM reject
                       WHERE reject.row = (SELECT MIN(row) FROM suspect WHERE suspect.external_id = document.external_id))
      WHERE external_id IN (SELECT external_id FROM suspect)`);
  }

  /** Numbers that differ by case are one member, spelt as the org spells it or, until it does, in one way. */
  private agreeOnMembers(): void {
    this.db.execute(`
      UPDATE document SET member = (SELECT MIN(other.member) FROM document AS other WHERE other.member_key = document.member_key)
      WHERE member_key IN (SELECT member_key FROM document GROUP BY member_key HAVING COUNT(DISTINCT member) > 1)`);
  }

  /**
   * Rows whose document cannot be read, and broken ones that name none of the file or the org: some document may lack a line,
   * and nobody can say which.
   */
  unattributedRows(): number {
    const [row] = this.db.all<{ count: number }>(
      `SELECT COALESCE(SUM(rows), 0) AS count FROM reject WHERE NOT EXISTS
         (SELECT 1 FROM suspect WHERE suspect.row = reject.row AND (reject.code <> 'BROKEN_ROW' OR
            external_id IN (SELECT external_id FROM document) OR external_id IN (SELECT external_id FROM known)))`
    );
    return row!.count;
  }

  /** Earliest and latest moment of the documents, or undefined where there are none. */
  window(): { from: number; to: number } | undefined {
    const [row] = this.db.all<{ low: number | null; high: number | null }>(
      "SELECT MIN(at) AS low, MAX(at) AS high FROM document"
    );
    return row?.low === null || row === undefined ? undefined : { from: row.low, to: row.high! };
  }

  /** Forgets what the org holds. */
  clearKnown(): void {
    this.db.execute("DELETE FROM known");
  }

  /** What the org holds; adds to what was told before. */
  async addKnown(documents: AsyncIterable<OrgDocument>): Promise<void> {
    this.db.execute("BEGIN");
    for await (const one of documents) {
      this.db.run("INSERT OR REPLACE INTO known VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?)", [
        one.externalId,
        one.memberKey,
        one.memberKey.toLowerCase(),
        one.occurredAt,
        one.thousandths,
        one.currency,
        one.channel,
        one.original,
        one.kind,
        one.status,
        one.paidAt,
        one.source,
        one.missingSince
      ]);
    }
    this.db.execute("COMMIT");
  }

  /** Numbers of documents of which the org has told nothing yet: the next ones after this one. */
  unknownDocuments(after: string): string[] {
    const rows = this.db.all<{ externalId: string }>(
      `SELECT external_id AS externalId FROM document WHERE external_id > ? AND state NOT IN ('rejected', 'void')
       AND NOT EXISTS (SELECT 1 FROM known WHERE known.external_id = document.external_id)
       ORDER BY external_id LIMIT ${NUMBERS_AT_ONCE}`,
      [after]
    );
    return rows.map(({ externalId }) => externalId);
  }

  /** Tells new, changed and unchanged documents apart, and those that a run must leave alone. */
  compareWithKnown(source: string): void {
    this.db.run(
      `UPDATE document SET state = 'rejected', code = 'OTHER_SOURCE',
              reason = 'the org has this number from another source, ' || (SELECT known.source FROM known WHERE known.external_id = document.external_id) ||
                       ': document.externalId.prefix keeps sources apart'
       WHERE ${TO_SEND} AND EXISTS (SELECT 1 FROM known WHERE known.external_id = document.external_id AND known.source <> ?)`,
      [source]
    );
    this.db.execute(`
      UPDATE document
      SET state = (SELECT CASE WHEN known.status = 'Cancelled' AND document.status = 'Cancelled' THEN 'unchanged'
                               WHEN known.status <> 'Valid' THEN 'held'
                               WHEN ${IS_SAME} THEN 'unchanged' ELSE 'changed' END
                   FROM known WHERE known.external_id = document.external_id)
      WHERE ${TO_SEND} AND external_id IN (SELECT external_id FROM known)`);
    this.db.execute(
      "UPDATE document SET state = 'void' WHERE state = 'new' AND status = 'Cancelled' AND external_id NOT IN (SELECT external_id FROM known)"
    );
  }

  /** After a send: what was not refused is in the org. */
  acceptSent(): void {
    this.db.execute(
      `UPDATE document SET state = 'rejected', code = refused.code, reason = refused.reason
       FROM refused WHERE refused.external_id = document.external_id;
       UPDATE document SET state = 'accepted' WHERE ${TO_SEND}`
    );
  }

  /** Notes what the org did not take, while documents that are to be sent are still read: {@link acceptSent} rejects it. */
  refuse(externalId: string, code: string, reason: string): void {
    this.db.run("INSERT OR REPLACE INTO refused VALUES (?, ?, ?)", [externalId, code, shown(reason)]);
  }

  rejectDocumentsOfMember(memberKey: string, code: string, reason: string): void {
    this.db.run(`UPDATE document SET state = 'rejected', code = ?, reason = ? WHERE member = ? AND ${TO_SEND}`, [
      code,
      shown(reason),
      memberKey
    ]);
  }

  /** Numbers of the members that the org has; documents take their spelling. */
  async setKnownMembers(numbers: AsyncIterable<string>): Promise<void> {
    this.db.execute("BEGIN; DELETE FROM known_member");
    for await (const number of numbers)
      this.db.run("INSERT OR IGNORE INTO known_member VALUES (?,?)", [number.toLowerCase(), number]);
    this.db.execute(`
      UPDATE document SET member = (SELECT number FROM known_member WHERE known_member.member_key = document.member_key)
      WHERE member <> (SELECT number FROM known_member WHERE known_member.member_key = document.member_key)`);
    this.db.execute("COMMIT");
  }

  /** Members of documents that are to be sent whom the org does not have, in order of their number. */
  unknownMembers(): string[] {
    return this.db
      .all<{ member: string }>(
        `SELECT DISTINCT member FROM document WHERE ${TO_SEND} AND member_key NOT IN (SELECT member_key FROM known_member) ORDER BY member`
      )
      .map((row) => row.member);
  }

  /** Members of usable documents, in order of their number. */
  *members(): Generator<string> {
    const rows = this.db.iterate<{ member: string }>(
      "SELECT DISTINCT member FROM document WHERE state <> 'rejected' ORDER BY member"
    );
    for (const { member } of rows) yield member;
  }

  /** What the first line of the member's earliest document says of the customer; `latest`: the last one. */
  customer(memberKey: string, which: "earliest" | "latest" = "earliest"): Customer {
    const direction = which === "latest" ? "DESC" : "ASC";
    const [row] = this.db.all<{ customer: string }>(
      `SELECT customer FROM document JOIN stretch USING (external_id) WHERE document.member = ?
       ORDER BY document.at ${direction}, document.external_id ${direction}, row LIMIT 1`,
      [memberKey]
    );
    const [name = "", ...fields] = JSON.parse(row!.customer) as string[];
    return { memberKey, name, fields };
  }

  /** Documents to send, all of a member together, each member's in the order in which they count. */
  documentsToSend(): Generator<SourceDocument> {
    return this.documents(`WHERE ${TO_SEND} ORDER BY member, at, external_id`);
  }

  /** The first documents of the file's members, whatever became of them. */
  someDocuments(count: number): SourceDocument[] {
    return [...this.documents(`WHERE state <> 'rejected' ORDER BY member, at, external_id LIMIT ${Math.trunc(count)}`)];
  }

  private *documents(rest: string): Generator<SourceDocument> {
    for (const row of this.db.iterate<SourceDocument>(`SELECT ${DOCUMENT_COLUMNS} FROM document ${rest}`))
      yield {
        ...row,
        thousandths: BigInt(row.thousandths),
        occurredAt: Number(row.occurredAt),
        paidAt: row.paidAt === null ? null : Number(row.paidAt)
      };
  }

  /** The source's own documents that count in the org, of that moment or later, and that the source does not have. */
  *onlyInOrg(source: string, since = Number.MIN_SAFE_INTEGER): Generator<OrgDocument> {
    const rows = this.db.iterate<OrgDocument>(
      `SELECT external_id AS externalId, member AS memberKey, at AS occurredAt, thousandths, currency, channel, original, kind, status,
              paid AS paidAt, source, missing_since AS missingSince
       FROM known WHERE status = 'Valid' AND source = ? AND at >= ?
       AND NOT EXISTS (SELECT 1 FROM still_there WHERE still_there.external_id = known.external_id)
       AND NOT EXISTS (SELECT 1 FROM document WHERE document.external_id = known.external_id)
       AND NOT EXISTS (SELECT 1 FROM suspect WHERE suspect.external_id = known.external_id) ORDER BY member, external_id`,
      [source, since]
    );
    for (const row of rows) yield { ...row, thousandths: BigInt(row.thousandths) };
  }

  /** Documents in this state: how many, and the first ones. */
  listing(state: SourceDocument["state"]): Listing {
    const [count] = this.db.all<{ count: number }>("SELECT COUNT(*) AS count FROM document WHERE state = ?", [state]);
    const first = this.db.all<{ externalId: string; status: string | null }>(
      `SELECT external_id AS externalId, (SELECT status FROM known WHERE known.external_id = document.external_id) AS status
       FROM document WHERE state = ? ORDER BY external_id LIMIT ${EXAMPLES}`,
      [state]
    );
    return {
      documents: count!.count,
      examples: first.map(({ externalId, status }) => (status === null ? externalId : `${externalId} (${status})`))
    };
  }

  tally(): Tally[] {
    return this.db
      .all<{ state: Tally["state"]; documents: number; thousandthsHigh: number; thousandthsLow: number }>(
        `SELECT state, COUNT(*) AS documents, ${sumSql("thousandths", "thousandths")} FROM document GROUP BY state`
      )
      .map(({ state, documents, thousandthsHigh, thousandthsLow }) => ({
        state,
        documents,
        thousandths: wholeSum(thousandthsHigh, thousandthsLow)
      }));
  }

  /** How many documents are of which kind, status and currency, with their sums. */
  kinds(): { kind: string; status: string; currency: string; documents: number; thousandths: bigint }[] {
    return this.db
      .all<{
        kind: string;
        status: string;
        currency: string;
        documents: number;
        thousandthsHigh: number;
        thousandthsLow: number;
      }>(
        `SELECT kind, status, currency, COUNT(*) AS documents, ${sumSql("thousandths", "thousandths")} FROM document
         WHERE state <> 'rejected' GROUP BY kind, status, currency ORDER BY kind, status, currency`
      )
      .map(({ thousandthsHigh, thousandthsLow, ...row }) => ({
        ...row,
        thousandths: wholeSum(thousandthsHigh, thousandthsLow)
      }));
  }

  /** Documents that should be in the org now, and are not, or are there otherwise: each by name. */
  *differencesFromKnown(): Generator<Difference> {
    const differing = COMPARED.map(([name, same]) => `CASE WHEN (${same}) THEN '' ELSE ', ${name}' END`).join(" || ");
    const rows = this.db.iterate<Difference>(
      `SELECT document.external_id AS externalId, date(document.at / 1000, 'unixepoch') AS day, document.currency AS currency,
              CASE WHEN known.external_id IS NULL THEN 'the org does not have it' ELSE 'the org has another ' || substr(${differing}, 3) END AS what
       FROM document LEFT JOIN known USING (external_id)
       WHERE document.state IN ('accepted', 'unchanged') AND NOT (document.status = 'Cancelled' AND known.status IS 'Cancelled')
       AND (known.external_id IS NULL OR NOT (${IS_SAME})) ORDER BY day, externalId`
    );
    for (const row of rows) yield row;
  }

  /** Rows that became part of no document in the org, in the order of the file. */
  *rejects(): Generator<Reject> {
    const stretches = this.db.iterate<{ code: string; reason: string } & StoredText>(`
      SELECT code, reason, start, length FROM
        (SELECT row, position, code, reason, start, length FROM reject UNION ALL
         SELECT stretch.row, stretch.position, document.code, document.reason, stretch.start, stretch.length
         FROM document JOIN stretch USING (external_id) WHERE document.state = 'rejected')
      ORDER BY CAST(position AS INTEGER), row`);
    for (const { code, reason, ...stored } of stretches)
      for (const row of this.writer.rowsOf(stored)) yield { code, reason, ...row };
  }

  /** Documents that the source has and that can be used. */
  documentsSeen(): number {
    const [row] = this.db.all<{ count: number }>(
      "SELECT (SELECT COUNT(*) FROM document WHERE state <> 'rejected') + (SELECT COUNT(*) FROM still_there) AS count"
    );
    return row!.count;
  }

  /** Rows that could not be used, by their own code, before documents are rejected for them. */
  rejectedRows(): number {
    return this.db.all<{ count: number }>("SELECT COALESCE(SUM(rows), 0) AS count FROM reject")[0]!.count;
  }

  /** All rows that a rejects file would have now. */
  rowsToReject(): number {
    const [row] = this.db.all<{ count: number }>(
      "SELECT COALESCE(SUM(rows), 0) AS count FROM document JOIN stretch USING (external_id) WHERE document.state = 'rejected'"
    );
    return this.rejectedRows() + row!.count;
  }

  counts(): { lines: number; documents: number; thousandths: bigint } {
    const [row] = this.db.all<{ documents: number; thousandthsHigh: number | null; thousandthsLow: number | null }>(
      `SELECT COUNT(*) AS documents, ${sumSql("thousandths", "thousandths")} FROM document`
    );
    return {
      lines: this.writer.rowsAdded,
      documents: row!.documents,
      thousandths: wholeSum(row!.thousandthsHigh, row!.thousandthsLow)
    };
  }

  close(): void {
    this.rows.close();
    this.db.close();
  }
}
