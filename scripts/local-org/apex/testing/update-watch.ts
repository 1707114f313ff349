/**
 * Reports possible lost updates. Transactions of the local org run one after another and cannot overtake each other; in
 * an org they can, and a value that was computed from a row which nobody had locked overwrites what another transaction
 * wrote in between ("Apex Developer Guide: Locking Records", "Locking Statements").
 *
 * A finding is: Apex read field F of a row that a query of the same transaction had fetched without FOR UPDATE, and then
 * wrote another value to F of that row. No row is a hazard that is locked already when it is read: by FOR UPDATE, because
 * this transaction has written it, or because its save is what fired the running trigger.
 *
 * In a test, what one line of test code sets off counts as a transaction of its own, and so does what test code itself
 * reads or writes: in production the data were there before, and nobody else runs beside a test.
 */
import { sameValue } from "../../save/changes.ts";
import type { DmlOperation, SaveEngine } from "../../save/types.ts";
import type { SObjectRecord } from "../../schema/record.ts";
import { lockedRows } from "../../soql/locks.ts";
import type { SoqlEngine } from "../../soql/types.ts";
import type { Transaction } from "../../transaction/transaction.ts";
import type { FieldValue } from "../../values/field-value.ts";
import type { ApexContext, RecordObserver } from "../runtime/context.ts";
import type { ApexProgram, StackFrame } from "../runtime/program.ts";
import { hasAnnotation } from "../runtime/reflection.ts";
import type { TestFinding } from "./results.ts";

/** Where Apex stands: the statement that runs, and the lines of test code that led to it. */
interface Position {
  readonly statement: StackFrame | undefined;
  readonly inTestCode: boolean;
  readonly testLines: string;
}

/** A row as a query fetched it. */
interface FetchedRow {
  readonly values: Readonly<Record<string, FieldValue>>;
  readonly position: Position;
  readonly locked: boolean;
  /** Fields that Apex has read from it since. */
  readonly read: Set<string>;
  /** Rises with every row that is fetched. */
  readonly order: number;
}

export class UpdateWatch implements RecordObserver {
  private readonly program: ApexProgram;
  private readonly testPaths: ReadonlySet<string>;
  private readonly found = new Map<string, TestFinding>();
  private readonly rowOfRecord = new WeakMap<SObjectRecord, FetchedRow>();
  private rowsById = new Map<string, FetchedRow[]>();
  private fetchedRows = 0;
  private savesUnderWay = 0;
  private tx: Transaction | undefined;
  private testLines: string | undefined;

  constructor(program: ApexProgram) {
    this.program = program;
    this.testPaths = testPathsOf(program);
  }

  get findings(): readonly TestFinding[] {
    return [...this.found.values()];
  }

  /** Watches the queries and saves of a context from now on. */
  observe(context: ApexContext): void {
    const { soql, saving } = context;
    context.observer = this;
    context.soql = this.watchedQueries(soql);
    context.saving = this.watchedSaves(saving);
  }

  fieldRead(record: SObjectRecord, field: string): void {
    this.rowOfRecord.get(record)?.read.add(field);
  }

  recordCopied(original: SObjectRecord, copy: SObjectRecord): void {
    const row = this.rowOfRecord.get(original);
    if (row) this.rowOfRecord.set(copy, row);
  }

  rowsBeingSaved(records: readonly SObjectRecord[]): void {
    const locked = this.tx && lockedRows(this.tx);
    for (const { id } of records) if (id !== null) locked?.add(id);
  }

  private watchedQueries(soql: SoqlEngine): SoqlEngine {
    return {
      analyze: (text, schema) => soql.analyze(text, schema),
      execute: (tx, query, binds, options) => {
        const position = this.enter(tx);
        const result = soql.execute(tx, query, binds, options);
        if (!query.aggregate) for (const record of result.records) this.fetched(record, position, lockedRows(tx));
        return result;
      }
    };
  }

  private watchedSaves(saving: SaveEngine): SaveEngine {
    return {
      save: (tx, operation, records, options) => {
        const position = this.enter(tx);
        const before = { locked: new Set(lockedRows(tx)), order: this.fetchedRows };
        for (const { id } of records) if (id !== null) lockedRows(tx).add(id);
        const results = this.duringSave(() => saving.save(tx, operation, records, options));
        results.forEach(({ success, id }, index) => {
          if (!success || id === null) return;
          if (writesFields(operation)) this.written(records[index]!, id, position, before.order);
          lockedRows(tx).add(id);
        });
        if (position.inTestCode) this.forgetLocks(tx, before.locked);
        return results;
      }
    };
  }

  private duringSave<T>(save: () => T): T {
    this.savesUnderWay++;
    try {
      return save();
    } finally {
      this.savesUnderWay--;
    }
  }

  /** What test code itself saves was saved long ago in production: the locks are gone. */
  private forgetLocks(tx: Transaction, before: ReadonlySet<string>): void {
    const locked = lockedRows(tx);
    locked.clear();
    for (const id of before) locked.add(id);
  }

  /** The position, and a clean slate where test code has moved on or another transaction runs. */
  private enter(tx: Transaction): Position {
    const position = this.position();
    const testCodeActs = position.inTestCode && this.savesUnderWay === 0;
    if (testCodeActs || tx !== this.tx || position.testLines !== this.testLines) {
      this.tx = tx;
      this.testLines = position.testLines;
      this.rowsById = new Map();
      lockedRows(tx).clear();
    }
    return position;
  }

  private position(): Position {
    const frames = this.program.stackTrace(new Error());
    const [statement] = frames;
    const testLines = frames
      .filter((frame) => this.testPaths.has(frame.sourcePath))
      .map((frame) => `${frame.sourcePath}:${frame.line}`)
      .join(" ");
    return { statement, inTestCode: statement !== undefined && this.testPaths.has(statement.sourcePath), testLines };
  }

  private fetched(record: SObjectRecord, position: Position, locked: ReadonlySet<string>): void {
    for (const parent of Object.values(record.parents ?? {})) if (parent) this.fetched(parent, position, locked);
    for (const children of Object.values(record.children ?? {}))
      for (const child of children) this.fetched(child, position, locked);
    const { id } = record;
    if (id === null) return;
    const row = {
      values: { ...record.values },
      position,
      locked: locked.has(id),
      read: new Set<string>(),
      order: this.fetchedRows++
    };
    this.rowOfRecord.set(record, row);
    const known = this.rowsById.get(id);
    if (known) known.push(row);
    else this.rowsById.set(id, [row]);
  }

  /** @param before rows that were fetched later, by triggers of this save, are of no interest */
  private written(record: SObjectRecord, id: string, position: Position, before: number): void {
    const rows = this.rowsById.get(id);
    if (!rows) return;
    for (const name of Object.keys(record.values)) {
      const row = unlockedRead(rows, name, before);
      const field = row && record.type.field(name);
      if (!field || sameValue(field, row.values[name] ?? null, record.values[name] ?? null)) continue;
      const finding = lostUpdate(`${record.type.name}.${name}`, row.position.statement, position.statement);
      this.found.set(finding.message, finding);
    }
  }
}

/** The row from which the field was read without a lock, unless it was fetched again under one. */
function unlockedRead(rows: readonly FetchedRow[], field: string, before: number): FetchedRow | undefined {
  let found: FetchedRow | undefined;
  for (const row of rows) {
    if (row.order >= before || !(field in row.values)) continue;
    if (row.locked) found = undefined;
    else if (row.read.has(field)) found = row;
  }
  return found;
}

function lostUpdate(field: string, read: StackFrame | undefined, write: StackFrame | undefined): TestFinding {
  return {
    kind: "lostUpdate",
    message: `Possible lost update of ${field}: read without FOR UPDATE at ${placeText(read)}, written at ${placeText(write)}`,
    field,
    read,
    write
  };
}

function placeText(frame: StackFrame | undefined): string {
  return frame ? `${frame.sourcePath}:${frame.line}` : "an unknown place";
}

function writesFields(operation: DmlOperation): boolean {
  return operation === "update" || operation === "upsert";
}

const testPathsByProgram = new WeakMap<ApexProgram, ReadonlySet<string>>();

function testPathsOf(program: ApexProgram): ReadonlySet<string> {
  let paths = testPathsByProgram.get(program);
  if (!paths) {
    paths = new Set(
      program.classes.filter((info) => !info.outer && hasAnnotation(info, "IsTest")).map((info) => info.sourcePath)
    );
    testPathsByProgram.set(program, paths);
  }
  return paths;
}
