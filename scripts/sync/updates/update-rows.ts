import Big from "big.js";
import { keyColumns } from "../mapping/columns.ts";
import type { Loaded } from "../mapping/load-mapping.ts";
import type { KeyedReject } from "../report/rejects-file.ts";
import { certainKey } from "../source/certain-text.ts";
import { momentReader } from "../source/moments.ts";
import { NumberEvidence, numberReader } from "../source/numbers.ts";
import { eachPlainRow, type Cell, type PlainRequest, type PlainResult, type PlainRow } from "../source/plain-rows.ts";
import { RowError } from "../source/row-error.ts";
import { updateColumns, type PaymentsMapping, type StockMapping, type UpdateMapping } from "./update-mapping.ts";

/** What becomes of one record: its external id, and the value of the field as the sync compares it; empty clears it. */
export type Wanted = Map<string, string>;

export interface ReadUpdates extends PlainResult {
  readonly wanted: Wanted;
  readonly rejects: KeyedReject[];
  readonly numbers: NumberEvidence;
}

/** Reads the whole source. A record of which a row is rejected is left as it is. */
export async function readUpdates(loaded: Loaded<UpdateMapping>, request: PlainRequest): Promise<ReadUpdates> {
  const { mapping } = loaded;
  const reading = mapping.updates === "stock" ? new StockReading(mapping) : new PaymentReading(mapping);
  const result = await eachPlainRow(loaded, updateColumns(mapping), request, (row) => reading.take(row));
  const { numbers } = reading;
  return { ...result, wanted: reading.whole(), rejects: reading.rejects(), numbers };
}

/** Rows of records, as they come. */
abstract class Reading<Value> {
  readonly numbers = new NumberEvidence();
  private readonly files: "parts" | "days" | undefined;
  private readonly values = new Map<string, Value>();
  /** Of several files, the one in which a record stood last. */
  private readonly parts = new Map<string, number>();
  /** By record; empty for rows that name none. */
  private readonly rejected = new Map<string, KeyedReject[]>();

  constructor({ source }: UpdateMapping) {
    this.files = "files" in source ? source.files : undefined;
  }

  take(row: PlainRow): void {
    let key = "";
    try {
      key = this.keyOf(row.cell);
      this.noteFile(key, row.part);
      this.values.set(key, this.valueOf(row, this.values.get(key)));
    } catch (error) {
      if (!(error instanceof RowError)) throw error;
      this.reject({ code: error.code, reason: error.message, position: row.position, key });
    }
  }

  /** Of records of which every row could be read. */
  whole(): Wanted {
    const readable = [...this.values].filter(([key]) => !this.rejected.has(key));
    return new Map(readable.map(([key, value]) => [key, this.textOf(value)]));
  }

  rejects(): KeyedReject[] {
    return [...this.rejected.values()].flat();
  }

  private reject(one: KeyedReject): void {
    const known = this.rejected.get(one.key);
    if (known) known.push(one);
    else this.rejected.set(one.key, [one]);
  }

  /** Throws {@link RowError}. */
  protected abstract keyOf(cell: Cell): string;

  /** With what earlier rows of the record say; throws {@link RowError}. */
  protected abstract valueOf(row: PlainRow, earlier: Value | undefined): Value;

  protected abstract textOf(value: Value): string;

  /** Yesterday's pieces are not added to today's. */
  private noteFile(key: string, part: number): void {
    const known = this.parts.get(key);
    this.parts.set(key, part);
    if (known === undefined || known === part || this.files === "parts") return;
    if (this.files === undefined)
      throw new RowError(
        "SEVERAL_FILES",
        "several files have rows of it; say what they are to each other, source.files"
      );
    this.values.delete(key);
    this.rejected.delete(key);
  }
}

/** Rows of one reward, one for each of several warehouses, are added up. */
class StockReading extends Reading<Big> {
  private readonly mapping: StockMapping;
  private readonly number: (text: string) => Big | undefined;

  constructor(mapping: StockMapping) {
    super(mapping);
    this.mapping = mapping;
    this.number = numberReader(mapping.source.numbers);
  }

  protected keyOf(cell: Cell): string {
    const { column } = this.mapping.reward;
    const code = certainKey(column, cell(column));
    if (code === "") throw new RowError("NO_REWARD", `${column} is empty`);
    return code;
  }

  protected valueOf({ cell, position, isCertainNumber }: PlainRow, earlier: Big | undefined): Big {
    const { column } = this.mapping.quantity;
    const text = cell(column);
    if (this.mapping.source.numbers === undefined && !isCertainNumber(column)) this.numbers.note(text, position);
    const pieces = this.number(text);
    if (pieces === undefined) throw new RowError("BAD_NUMBER", `${column}: '${text}' is not a number`);
    return earlier?.plus(pieces) ?? pieces;
  }

  protected textOf(pieces: Big): string {
    return pieces.round(0, Big.roundDown).toFixed(0);
  }
}

/** Milliseconds, or null while a document is not paid. */
type PaidAt = number | null;

/** A document with several rows is paid once all of them are, on the last day. */
class PaymentReading extends Reading<PaidAt> {
  private readonly mapping: PaymentsMapping;
  private readonly moment: (cell: Cell) => number;

  constructor(mapping: PaymentsMapping) {
    super(mapping);
    this.mapping = mapping;
    this.moment = momentReader(mapping.paidAt, mapping.source.timeZone, (name) => (cell: Cell) => cell(name));
  }

  protected keyOf(cell: Cell): string {
    const { document } = this.mapping;
    const columns = keyColumns(document);
    const parts = columns.map((column) => certainKey(column, cell(column)));
    if (parts.includes("")) throw new RowError("NO_DOCUMENT", `${columns.join(" or ")} is empty`);
    return document.prefix + parts.join("columns" in document ? document.separator : "");
  }

  protected valueOf({ cell }: PlainRow, earlier: PaidAt | undefined): PaidAt {
    const paidAt = cell(this.mapping.paidAt.column) === "" ? null : this.moment(cell);
    if (earlier === undefined) return paidAt;
    return paidAt === null || earlier === null ? null : Math.max(paidAt, earlier);
  }

  protected textOf(paidAt: PaidAt): string {
    return paidAt === null ? "" : new Date(paidAt).toISOString();
  }
}
