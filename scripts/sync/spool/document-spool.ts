import type { DocumentKind, Mapping } from "../mapping/mapping.ts";
import type { DocumentLine } from "../source/row-reader.ts";
import { LINE_SCALE } from "../source/row-reader.ts";
import { SpoolDatabase } from "./spool-database.ts";

/** `new` and `changed` are to be sent; the others stay as they are. */
export type DocumentState = "new" | "changed" | "unchanged" | "accepted" | "rejected";

/** One business document, summed from its lines. */
export interface SourceDocument {
  readonly externalId: string;
  readonly memberKey: string;
  readonly occurredAt: number;
  /** Exact sum of the lines, rounded half away from zero to hundredths of the currency unit. */
  readonly cents: bigint;
  readonly currency: string;
  readonly channel: string;
  readonly original: string;
  readonly kind: DocumentKind;
}

export interface Customer {
  readonly memberKey: string;
  readonly name: string;
  readonly fields: readonly string[];
}

export interface Reject {
  readonly line: number;
  readonly code: string;
  readonly reason: string;
  /** Cells in the order of the header, or the broken row's text alone. */
  readonly cells: readonly string[];
}

export interface Tally {
  readonly state: DocumentState;
  readonly documents: number;
  readonly cents: bigint;
}

export interface DayTally extends Tally {
  /** `yyyy-MM-dd`, UTC. */
  readonly day: string;
  readonly currency: string;
}

const SCALE_TO_CENTS = 10 ** (LINE_SCALE - 2);
const DOCUMENT_COLUMNS =
  "external_id AS externalId, member AS memberKey, at AS occurredAt, cents, currency, channel, original, kind";

/** The rows of one run on disk: written line by line, read document by document in the order of members. */
export class DocumentSpool {
  private readonly db: SpoolDatabase;
  private linesRead = 0;

  constructor(path: string) {
    this.db = new SpoolDatabase(path);
    // This build of SQLite sorts in memory only: tables lie in the order in which they are read, so that nothing is sorted.
    this.db.execute(`
      CREATE TABLE line (external_id TEXT, line INTEGER, member TEXT, at INTEGER, amount INTEGER, currency TEXT, channel TEXT,
                         original TEXT, kind TEXT, customer TEXT, cells TEXT, PRIMARY KEY (external_id, line)) WITHOUT ROWID;
      CREATE TABLE reject (line INTEGER PRIMARY KEY, external_id TEXT, code TEXT, reason TEXT, cells TEXT);
      CREATE INDEX reject_document ON reject (external_id, line);
      CREATE TABLE document (external_id TEXT PRIMARY KEY, member TEXT, at INTEGER, cents INTEGER, currency TEXT, channel TEXT,
                             original TEXT, kind TEXT, state TEXT, code TEXT, reason TEXT) WITHOUT ROWID;
      CREATE INDEX document_order ON document (member, at, external_id);
      CREATE TABLE known_member (member TEXT PRIMARY KEY) WITHOUT ROWID;
      CREATE TABLE known (external_id TEXT PRIMARY KEY, member TEXT, at INTEGER, cents INTEGER, currency TEXT, channel TEXT,
                          original TEXT, kind TEXT) WITHOUT ROWID;
    `);
  }

  async fill(work: (tick: () => void) => Promise<void>): Promise<void> {
    await this.db.inBatches(50_000, work);
  }

  addLine(lineNumber: number, line: DocumentLine, kind: DocumentKind, cells: readonly string[]): void {
    this.linesRead++;
    this.db.run("INSERT INTO line VALUES (?,?,?,?,?,?,?,?,?,?,?)", [
      line.externalId,
      lineNumber,
      line.memberKey,
      line.occurredAt,
      line.scaledAmount,
      line.currency,
      line.channel,
      line.original,
      kind,
      JSON.stringify([line.customerName, ...line.customerFields]),
      JSON.stringify(cells)
    ]);
  }

  addReject(reject: Reject, externalId: string): void {
    this.linesRead++;
    this.db.run("INSERT OR REPLACE INTO reject VALUES (?,?,?,?,?)", [
      reject.line,
      externalId,
      reject.code,
      reject.reason,
      JSON.stringify(reject.cells)
    ]);
  }

  /** Makes documents of the lines; what cannot be one document is rejected as a whole. */
  groupDocuments(mapping: Mapping): void {
    const negative = mapping.document.kind.negativeAmount;
    this.db.run(
      `INSERT INTO document
       SELECT external_id, member, at, cents, currency, channel, original,
              CASE WHEN cents < 0 AND ?1 IS NOT NULL THEN ?1 ELSE kind END,
              CASE WHEN code = '' THEN 'new' ELSE 'rejected' END, code, reason
       FROM (SELECT external_id, MIN(member) AS member, MIN(at) AS at, MIN(currency) AS currency, MIN(channel) AS channel,
                    MAX(original) AS original, MIN(kind) AS kind,
                    CASE WHEN SUM(amount) < 0 THEN -((-SUM(amount) + ${SCALE_TO_CENTS / 2}) / ${SCALE_TO_CENTS})
                         ELSE (SUM(amount) + ${SCALE_TO_CENTS / 2}) / ${SCALE_TO_CENTS} END AS cents,
                    CASE WHEN COUNT(DISTINCT member) > 1 THEN 'MIXED_MEMBERS' WHEN COUNT(DISTINCT currency) > 1 THEN 'MIXED_CURRENCIES'
                         WHEN COUNT(*) > 1 AND ?2 THEN 'DUPLICATE_ID' ELSE '' END AS code,
                    CASE WHEN COUNT(DISTINCT member) > 1 THEN 'the lines of one document name different members: ' || GROUP_CONCAT(DISTINCT member)
                         WHEN COUNT(DISTINCT currency) > 1 THEN 'the lines of one document have different currencies: ' || GROUP_CONCAT(DISTINCT currency)
                         WHEN COUNT(*) > 1 AND ?2 THEN 'the file has this document more than once, on lines ' || GROUP_CONCAT(line, ', ')
                         ELSE '' END AS reason
             FROM line GROUP BY external_id)`,
      [negative ?? null, mapping.document.rows === "documents" ? 1 : 0]
    );
    this.rejectIncompleteDocuments();
  }

  /** A sum that lacks a line would be a wrong amount. */
  private rejectIncompleteDocuments(): void {
    this.db.execute(`
      UPDATE document SET state = 'rejected', code = 'INCOMPLETE',
             reason = (SELECT 'line ' || MIN(reject.line) || ' of the document cannot be used: ' || reject.reason FROM reject WHERE reject.external_id = document.external_id)
      WHERE external_id IN (SELECT external_id FROM reject WHERE external_id <> '')`);
  }

  /** Earliest and latest moment of the documents that could be sent, or undefined where there are none. */
  window(): { from: number; to: number } | undefined {
    const [row] = this.db.all<{ low: number | null; high: number | null }>(
      "SELECT MIN(at) AS low, MAX(at) AS high FROM document"
    );
    return row?.low === null || row === undefined ? undefined : { from: row.low, to: row.high! };
  }

  /** What the org holds already; replaces what was told before. */
  async setKnown(documents: AsyncIterable<SourceDocument>): Promise<void> {
    this.db.execute("BEGIN; DELETE FROM known");
    for await (const { externalId, memberKey, occurredAt, cents, currency, channel, original, kind } of documents) {
      this.db.run("INSERT OR REPLACE INTO known VALUES (?,?,?,?,?,?,?,?)", [
        externalId,
        memberKey,
        occurredAt,
        cents,
        currency,
        channel,
        original,
        kind
      ]);
    }
    this.db.execute("COMMIT");
  }

  /** Tells new, changed and unchanged documents apart; the org keeps whole seconds. */
  compareWithKnown(): void {
    this.db.execute(`
      UPDATE document
      SET state = (SELECT CASE WHEN known.member = document.member AND known.at / 1000 = document.at / 1000 AND known.cents = document.cents
                               AND known.currency = document.currency AND known.channel = document.channel
                               AND known.original = document.original AND known.kind = document.kind
                          THEN 'unchanged' ELSE 'changed' END
                   FROM known WHERE known.external_id = document.external_id)
      WHERE state = 'new' AND EXISTS (SELECT 1 FROM known WHERE known.external_id = document.external_id)`);
  }

  /** After a send: what was not refused is in the org. */
  acceptSent(): void {
    this.db.run("UPDATE document SET state = 'accepted' WHERE state IN ('new', 'changed')");
  }

  rejectDocument(externalId: string, code: string, reason: string): void {
    this.db.run("UPDATE document SET state = 'rejected', code = ?, reason = ? WHERE external_id = ?", [
      code,
      reason,
      externalId
    ]);
  }

  rejectDocumentsOfMember(memberKey: string, code: string, reason: string): void {
    this.db.run(
      "UPDATE document SET state = 'rejected', code = ?, reason = ? WHERE member = ? AND state IN ('new', 'changed')",
      [code, reason, memberKey]
    );
  }

  /** Numbers of the members that the org has. */
  async setKnownMembers(numbers: AsyncIterable<string>): Promise<void> {
    this.db.execute("BEGIN; DELETE FROM known_member");
    for await (const number of numbers) this.db.run("INSERT OR IGNORE INTO known_member VALUES (?)", [number]);
    this.db.execute("COMMIT");
  }

  /** Members of documents that are to be sent whom the org does not have, in order of their number. */
  unknownMembers(): string[] {
    return this.db
      .all<{ member: string }>(
        `SELECT DISTINCT member FROM document WHERE state IN ('new', 'changed') AND member NOT IN (SELECT member FROM known_member) ORDER BY member`
      )
      .map((row) => row.member);
  }

  /** What the first line of the member's earliest document says of the customer. */
  customer(memberKey: string): Customer {
    const [row] = this.db.all<{ customer: string }>(
      "SELECT customer FROM document JOIN line USING (external_id) WHERE document.member = ? ORDER BY document.at, document.external_id, line LIMIT 1",
      [memberKey]
    );
    const [name = "", ...fields] = JSON.parse(row!.customer) as string[];
    return { memberKey, name, fields };
  }

  /** Documents to send, all of a member together, each member's in the order in which they count. */
  *documentsToSend(): Generator<SourceDocument> {
    const rows = this.db.iterate<SourceDocument>(
      `SELECT ${DOCUMENT_COLUMNS} FROM document WHERE state IN ('new', 'changed') ORDER BY member, at, external_id`
    );
    for (const row of rows) yield withBigCents(row);
  }

  tally(): Tally[] {
    return this.db
      .all<Tally>("SELECT state, COUNT(*) AS documents, SUM(cents) AS cents FROM document GROUP BY state")
      .map((row) => ({ ...row, cents: BigInt(row.cents) }));
  }

  tallyByDay(): DayTally[] {
    return this.db
      .all<DayTally>(
        "SELECT date(at / 1000, 'unixepoch') AS day, currency, state, COUNT(*) AS documents, SUM(cents) AS cents FROM document GROUP BY 1, 2, 3 ORDER BY 1, 2, 3"
      )
      .map((row) => ({ ...row, cents: BigInt(row.cents) }));
  }

  /** Of the documents that should be in the org, those that are missing there or differ, by day and currency. */
  differencesFromKnown(): {
    day: string;
    currency: string;
    documents: number;
    cents: bigint;
    orgDocuments: number;
    orgCents: bigint;
  }[] {
    return this.db
      .all<{
        day: string;
        currency: string;
        documents: number;
        cents: number;
        orgDocuments: number;
        orgCents: number | null;
      }>(
        `SELECT date(document.at / 1000, 'unixepoch') AS day, document.currency AS currency, COUNT(*) AS documents, SUM(document.cents) AS cents,
                COUNT(known.external_id) AS orgDocuments, COALESCE(SUM(known.cents), 0) AS orgCents
         FROM document LEFT JOIN known USING (external_id) WHERE state IN ('accepted', 'unchanged')
         GROUP BY 1, 2 HAVING documents <> orgDocuments OR SUM(document.cents) <> COALESCE(SUM(known.cents), 0) ORDER BY 1, 2`
      )
      .map((row) => ({ ...row, cents: BigInt(row.cents), orgCents: BigInt(row.orgCents ?? 0) }));
  }

  /** Rows that became part of no document in the org, in the order of the file. */
  *rejects(): Generator<Reject> {
    this.db.execute(`
      INSERT OR IGNORE INTO reject
      SELECT line.line, external_id, document.code, document.reason, line.cells FROM document JOIN line USING (external_id)
      WHERE document.state = 'rejected'`);
    const rows = this.db.iterate<{ line: number; code: string; reason: string; cells: string }>(
      "SELECT line, code, reason, cells FROM reject ORDER BY line"
    );
    for (const row of rows) yield { ...row, cells: JSON.parse(row.cells) as string[] };
  }

  counts(): { lines: number; documents: number; cents: bigint } {
    const [row] = this.db.all<{ documents: number; cents: number | null }>(
      "SELECT COUNT(*) AS documents, SUM(cents) AS cents FROM document"
    );
    return { lines: this.linesRead, documents: row!.documents, cents: BigInt(row!.cents ?? 0) };
  }

  close(): void {
    this.db.close();
  }
}

function withBigCents(row: SourceDocument): SourceDocument {
  return { ...row, cents: BigInt(row.cents), occurredAt: Number(row.occurredAt) };
}
