import { SObjectRecord } from "../schema/record.ts";
import { DmlError, type DmlOperation, type SaveEngine } from "../save/types.ts";
import type { SoqlEngine } from "../soql/types.ts";
import type { Transaction } from "../transaction/transaction.ts";
import type { CreateRecords, DeleteRecords, GetRecords, UpdateRecords } from "./definition.ts";
import { FlowFault } from "./fault.ts";
import { findRecords, typeNamed } from "./find-records.ts";
import type { Request } from "./interview.ts";
import type { Served } from "./run-together.ts";
import type { Scope } from "./scope.ts";
import { isCollection, type FlowValue } from "./values.ts";

/** Where flows of one org read and write records. */
export interface RecordAccess {
  readonly soql: SoqlEngine;
  readonly saving: SaveEngine;
  /** Publishes platform events. */
  readonly publish: (tx: Transaction, events: readonly SObjectRecord[]) => void;
}

type WritingElement = CreateRecords | UpdateRecords | DeleteRecords;

const VERBS = { createRecords: "create", updateRecords: "update", deleteRecords: "delete" } as const;
const OPERATIONS: Readonly<Record<WritingElement["kind"], DmlOperation>> = {
  createRecords: "insert",
  updateRecords: "update",
  deleteRecords: "delete"
};

/** Get Records for each interview; together they count as one query. */
export function getRecords(access: RecordAccess, element: GetRecords, requests: readonly Request[]): Served[] {
  return requests.map(({ scope }, index) => {
    try {
      const found = findRecords(access.soql, scope, element, index === 0);
      keepFound(scope, element, found);
      return {};
    } catch (error) {
      return { fault: faultOf("look up", error) };
    }
  });
}

function keepFound(scope: Scope, element: GetRecords, found: readonly SObjectRecord[]): void {
  const [first] = found;
  for (const { field, into } of element.fieldsInto) {
    if (first) scope.write(into, first.get(first.type.field(field)!.name) as FlowValue);
    else if (element.clearsWhereNoneIsFound) scope.write(into, null);
  }
  if (element.fieldsInto.length > 0) return;
  const isOne = element.firstOnly || takesOne(scope, element);
  const value: FlowValue = isOne ? (first ?? null) : found;
  if (!element.into) scope.hold(element.name, value);
  else if (first || element.clearsWhereNoneIsFound || !isOne) scope.write(element.into, value);
}

/** "Metadata API Developer Guide: Flow", outputReference: the record variable that takes what is found, one or a collection. */
function takesOne({ compiled: { flow } }: Scope, { into }: GetRecords): boolean {
  const variable = into && flow.resources.get(into[0]!);
  return variable?.kind === "variable" && !variable.isCollection;
}

/**
 * Writes the records of all interviews in one statement. Where one cannot be written each interview's are written alone, all or
 * none of them, so that one interview's fault is not another's.
 */
export function writeRecords(access: RecordAccess, element: WritingElement, requests: readonly Request[]): Served[] {
  const written: SObjectRecord[][] = [];
  const served: Served[] = requests.map(({ scope }, index) => {
    try {
      written[index] = recordsOf(access, scope, element, index === 0);
      return {};
    } catch (error) {
      written[index] = [];
      return { fault: faultOf(VERBS[element.kind], error) };
    }
  });
  const { tx } = requests[0]!.scope;
  const sharing = requests[0]!.scope.compiled.flow.withSharing;
  const save = (records: readonly SObjectRecord[]): void => {
    if (records[0]?.type.kind === "platformEvent") return access.publish(tx, records);
    const options = { allOrNone: true, accessMode: "system", withSharing: sharing } as const;
    access.saving.save(tx, OPERATIONS[element.kind], records, options);
  };
  const all = written.flat();
  try {
    save(all);
  } catch (error) {
    if (!(error instanceof DmlError)) return requests.map(() => ({ fault: faultOf(VERBS[element.kind], error) }));
    written.forEach((records, index) => {
      if (served[index]!.fault) return;
      try {
        save(records);
      } catch (alone) {
        served[index] = { fault: faultOf(VERBS[element.kind], alone) };
      }
    });
  }
  requests.forEach(({ scope }, index) => {
    if (element.kind === "createRecords" && !served[index]!.fault) keepIds(scope, element, written[index]!);
  });
  return served;
}

function keepIds(scope: Scope, element: CreateRecords, records: readonly SObjectRecord[]): void {
  if (element.from) {
    const given = scope.read(element.from);
    const holders = isCollection(given) ? given : [given];
    holders.forEach((holder, index) => {
      if (holder instanceof SObjectRecord) holder.set("Id", records[index]!.id);
    });
    return;
  }
  const id = records[0]?.id ?? null;
  scope.hold(element.name, id);
  if (element.idInto) scope.write(element.idInto, id);
}

function recordsOf(access: RecordAccess, scope: Scope, element: WritingElement, counts: boolean): SObjectRecord[] {
  if (element.kind === "createRecords" && !element.from) return [newRecord(scope, element)];
  const chosen =
    element.kind === "createRecords" || element.from
      ? held(scope.read(element.from!))
      : found(access, scope, element, counts);
  if (element.kind === "deleteRecords") return chosen.map((record) => identified(record));
  return chosen.map((record) =>
    element.kind === "updateRecords" ? changed(scope, element, record) : writable(record, false)
  );
}

function newRecord(scope: Scope, { object, values }: CreateRecords): SObjectRecord {
  const record = new SObjectRecord(typeNamed(scope.tx, object));
  for (const { field, value } of values) scope.writeField(record, field, scope.given(value));
  return record;
}

/** Only what the element sets, where it sets something: the record may have changed since the flow read it. */
function changed(scope: Scope, { values }: UpdateRecords, record: SObjectRecord): SObjectRecord {
  if (values.length === 0) return writable(record, true);
  const change = identified(record);
  for (const { field, value } of values) scope.writeField(change, field, scope.given(value));
  return change;
}

function identified(record: SObjectRecord): SObjectRecord {
  if (record.id === null) throw new FlowFault("MISSING_ARGUMENT: Id not specified");
  return new SObjectRecord(record.type, { Id: record.id });
}

/** A record of a flow has all fields that it read, of which some cannot be written. */
function writable({ type, values }: SObjectRecord, isUpdate: boolean): SObjectRecord {
  const names = Object.keys(values).filter((name) => {
    const field = type.field(name);
    return (isUpdate ? field?.updateable : field?.createable) === true;
  });
  const kept = isUpdate ? ["Id", ...names] : names;
  return new SObjectRecord(type, Object.fromEntries(kept.map((name) => [name, values[name] ?? null])));
}

function held(value: FlowValue): SObjectRecord[] {
  const all = isCollection(value) ? value : value === null ? [] : [value];
  return all.map((one) => {
    if (one instanceof SObjectRecord) return one;
    throw new FlowFault("The flow can write records alone");
  });
}

function found(
  access: RecordAccess,
  scope: Scope,
  { object, filters, filterLogic }: UpdateRecords | DeleteRecords,
  counts: boolean
): SObjectRecord[] {
  return findRecords(access.soql, scope, { object: object ?? "", filters, filterLogic, fields: ["Id"] }, counts);
}

/** In the words that orgs' users quote. */
function faultOf(verb: string, error: unknown): FlowFault {
  if (error instanceof FlowFault) return error;
  const isStatus = error instanceof Error && "statusCode" in error;
  if (!isStatus || (error as { statusCode: unknown }).statusCode === "LIMIT_EXCEEDED") throw error;
  const [first] = error instanceof DmlError ? error.failures : [];
  const { statusCode, message } = first ? first.errors[0]! : (error as { statusCode: string; message: string });
  return new FlowFault(
    `This error occurred when the flow tried to ${verb} records: ${statusCode}: ${message}. You can look up ExceptionCode values in the SOAP API Developer Guide.`
  );
}
