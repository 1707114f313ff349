import type { DocumentLine } from "../source/row-reader.ts";
import type { Reject } from "./documents.ts";
import type { RowFile, StoredText } from "./row-file.ts";
import type { SpoolDatabase } from "./spool-database.ts";
import { WHOLE } from "./spool-schema.ts";

/** So that a long document does not fill the memory. */
const LONGEST = 200;

/** Rows as they are kept on disk. */
interface KeptRows {
  readonly positions: string[];
  readonly cells: (readonly string[])[];
}

/** Rows that follow one another in the source and have all but their amounts and moments in common. */
interface Stretch {
  readonly firstRow: number;
  readonly part: number;
  /** How far the place of a row is from the one before it, once there are two. */
  step: number | undefined;
  lastPlace: number;
  readonly rows: KeptRows;
}

interface LineStretch extends Stretch {
  readonly line: DocumentLine;
  firstAt: number;
  lastAt: number;
  amount: bigint;
}

interface RejectStretch extends Stretch {
  readonly code: string;
  readonly reason: string;
  readonly documents: readonly string[];
}

/**
 * Writes rows into a spool. Exports have the lines of a document together: a stretch of them is one row of a table, so that a
 * line costs next to nothing. Where they do not, each line is a stretch of its own.
 */
export class StretchWriter {
  /** Rows that were added, usable or not. */
  rowsAdded = 0;
  private readonly db: SpoolDatabase;
  private readonly file: RowFile;
  private lines: LineStretch | undefined;
  private rejects: RejectStretch | undefined;

  constructor(db: SpoolDatabase, file: RowFile) {
    this.db = db;
    this.file = file;
  }

  addLine(position: string, line: DocumentLine, cells: readonly string[], part: number): void {
    this.rowsAdded++;
    const open = this.lines;
    if (open && isSameDocument(open.line, line) && this.continues(open, position, part)) {
      open.firstAt = Math.min(open.firstAt, line.occurredAt);
      open.lastAt = Math.max(open.lastAt, line.occurredAt);
      open.amount += line.scaledAmount;
      return keep(open.rows, position, cells);
    }
    this.end();
    const { occurredAt, scaledAmount } = line;
    const stretch = this.begin(position, cells, part);
    this.lines = { ...stretch, line, firstAt: occurredAt, lastAt: occurredAt, amount: scaledAmount };
  }

  /** `documents` are those that the row may be a part of. */
  addReject({ position, code, reason, cells }: Reject, documents: readonly string[], part: number): void {
    this.rowsAdded++;
    const open = this.rejects;
    if (
      open?.code === code &&
      open.reason === reason &&
      isSameList(open.documents, documents) &&
      this.continues(open, position, part)
    ) {
      return keep(open.rows, position, cells);
    }
    this.end();
    this.rejects = { ...this.begin(position, cells, part), code, reason, documents };
  }

  /** Writes what is open. */
  end(): void {
    if (this.lines) this.writeLines(this.lines);
    if (this.rejects) this.writeRejects(this.rejects);
    this.lines = this.rejects = undefined;
  }

  /** The rows of a stretch, in their order. */
  *rowsOf(stored: StoredText): Generator<Pick<Reject, "position" | "cells">> {
    const { positions, cells } = JSON.parse(this.file.read(stored)) as KeptRows;
    for (const [index, position] of positions.entries()) yield { position, cells: cells[index]! };
  }

  private begin(position: string, cells: readonly string[], part: number): Stretch {
    const lastPlace = placeOf(position);
    return {
      firstRow: this.rowsAdded,
      part,
      step: undefined,
      lastPlace,
      rows: { positions: [position], cells: [cells] }
    };
  }

  /** Whether the row is the next one, in the source and by its place: all rows come back in the order of their places. */
  private continues(stretch: Stretch, position: string, part: number): boolean {
    const { rows, firstRow, lastPlace } = stretch;
    const { length } = rows.positions;
    if (part !== stretch.part || length >= LONGEST || firstRow + length !== this.rowsAdded) return false;
    const place = placeOf(position);
    const step = place - lastPlace;
    if (stretch.step === undefined ? step !== 0 && step !== 1 : step !== stretch.step) return false;
    stretch.step = step;
    stretch.lastPlace = place;
    return true;
  }

  private writeLines({ firstRow, part, rows, line, firstAt, lastAt, amount }: LineStretch): void {
    const { start, length } = this.file.append(JSON.stringify(rows));
    this.db.run("INSERT INTO stretch VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)", [
      line.externalId,
      firstRow,
      rows.positions.length,
      rows.positions[0]!,
      rows.positions.join(", "),
      line.memberKey,
      line.memberKey.toLowerCase(),
      firstAt,
      lastAt,
      amount / BigInt(WHOLE),
      amount % BigInt(WHOLE),
      line.currency,
      line.channel,
      line.original,
      line.kind,
      line.status,
      line.paidAt,
      JSON.stringify([line.customerName, ...line.customerFields]),
      part,
      start,
      length
    ]);
  }

  private writeRejects({ firstRow, part, rows, code, reason, documents }: RejectStretch): void {
    const { start, length } = this.file.append(JSON.stringify(rows));
    this.db.run("INSERT INTO reject VALUES (?,?,?,?,?,?,?)", [
      firstRow,
      rows.positions.length,
      rows.positions[0]!,
      code,
      reason,
      start,
      length
    ]);
    for (const document of new Set(documents))
      if (document !== "") this.db.run("INSERT OR IGNORE INTO suspect VALUES (?,?,?)", [document, firstRow, part]);
  }
}

function keep(rows: KeptRows, position: string, cells: readonly string[]): void {
  rows.positions.push(position);
  rows.cells.push(cells);
}

/** The number that a position begins with, as SQLite's CAST reads it. */
function placeOf(position: string): number {
  return Number.parseInt(position, 10) || 0;
}

function isSameDocument(one: DocumentLine, other: DocumentLine): boolean {
  return (
    one.externalId === other.externalId &&
    one.memberKey === other.memberKey &&
    one.currency === other.currency &&
    one.channel === other.channel &&
    one.original === other.original &&
    one.kind === other.kind &&
    one.status === other.status &&
    one.paidAt === other.paidAt
  );
}

function isSameList(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && one.every((text, index) => text === other[index]);
}
