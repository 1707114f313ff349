import type { Loaded } from "../mapping/load-mapping.ts";
import type { KeyedReject } from "../report/rejects-file.ts";
import { momentReader } from "../source/moments.ts";
import { numberReader } from "../source/numbers.ts";
import { eachPlainRow, type Cell, type PlainRequest, type PlainResult } from "../source/plain-rows.ts";
import { RowError } from "../source/row-error.ts";
import { updateColumns, type PaymentsMapping, type StockMapping, type UpdateMapping } from "./update-mapping.ts";

/** What becomes of one record: its external id, and the value of the field as the sync compares it; empty clears it. */
export type Wanted = Map<string, string>;

export interface ReadUpdates extends PlainResult {
  readonly wanted: Wanted;
  readonly rejects: KeyedReject[];
}

/** Reads the whole source. A record of which a row is rejected is left as it is. */
export async function readUpdates(loaded: Loaded<UpdateMapping>, request: PlainRequest): Promise<ReadUpdates> {
  const { mapping } = loaded;
  const take = mapping.updates === "stock" ? stockReader(mapping) : paymentReader(mapping);
  const wanted: Wanted = new Map();
  const rejects: KeyedReject[] = [];
  const spoiled = new Set<string>();
  const result = await eachPlainRow(loaded, updateColumns(mapping), request, (cell, position) => {
    try {
      take(cell, wanted);
    } catch (error) {
      if (!(error instanceof RowError)) throw error;
      if (error.externalId !== "") spoiled.add(error.externalId);
      rejects.push({ code: error.code, reason: error.message, position, key: error.externalId });
    }
  });
  for (const key of spoiled) wanted.delete(key);
  return { ...result, wanted, rejects };
}

type Take = (cell: Cell, wanted: Wanted) => void;

/** Rows of one reward, one for each of several warehouses, are added up. */
function stockReader({ reward, quantity, source }: StockMapping): Take {
  const number = numberReader(source.numbers);
  const sums = new Map<string, ReturnType<typeof number>>();
  return (cell, wanted) => {
    const code = cell(reward.column);
    if (code === "") throw new RowError("NO_REWARD", `${reward.column} is empty`);
    const text = cell(quantity.column);
    const pieces = number(text);
    if (pieces === undefined) throw new RowError("BAD_NUMBER", `${quantity.column}: '${text}' is not a number`, code);
    const sum = sums.get(code)?.plus(pieces) ?? pieces;
    sums.set(code, sum);
    wanted.set(code, sum.round(0, 0).toFixed(0));
  };
}

/** A document with several rows is paid once all of them are. */
function paymentReader({ document, paidAt, source }: PaymentsMapping): Take {
  const moment = momentReader(paidAt, source.timeZone, (name) => (cell: Cell) => cell(name));
  return (cell, wanted) => {
    const parts = "columns" in document ? document.columns.map(cell) : [cell(document.column)];
    if (parts.includes(""))
      throw new RowError(
        "NO_DOCUMENT",
        `${"columns" in document ? document.columns.join(" or ") : document.column} is empty`
      );
    const key = document.prefix + parts.join("columns" in document ? document.separator : "");
    const known = wanted.get(key);
    const value = cell(paidAt.column) === "" ? "" : new Date(momentOf(moment, cell, key)).toISOString();
    wanted.set(key, known === undefined ? value : known === "" || value === "" ? "" : known > value ? known : value);
  };
}

function momentOf(moment: (cell: Cell) => number, cell: Cell, key: string): number {
  try {
    return moment(cell);
  } catch (error) {
    if (error instanceof RowError) throw new RowError(error.code, error.message, key);
    throw error;
  }
}
