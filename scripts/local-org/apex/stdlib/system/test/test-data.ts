import { CsvError } from "csv-parse";
import { parse } from "csv-parse/sync";
import { SObjectRecord } from "../../../../schema/record.ts";
import { ValueFormatError, valueFromText } from "../../../../schema/text-value.ts";
import type { Field, SObjectType } from "../../../../schema/types.ts";
import type { Blob } from "../../../../values/blob.ts";
import type { FieldValue } from "../../../../values/field-value.ts";
import { ApexList } from "../../../runtime/collections.ts";
import { apexContext } from "../../../runtime/context.ts";
import { apexError } from "../../../runtime/exceptions.ts";
import { sobjectTypeOf } from "../../../runtime/runtime-type.ts";
import { saveRecords } from "../../../runtime/written-work.ts";
import { testState } from "../../../testing/test-context.ts";
import { accessOptions } from "../access.ts";
import { nullArgument } from "../../definition/arguments.ts";
import { libraryRows } from "../../database/rows.ts";
import type { SObjectTypeToken } from "../../schema/tokens.ts";

/** `Test.loadData` ("Apex Developer Guide: Loading Test Data"): inserts the records of a CSV file. */
export function loadData(token: SObjectTypeToken | null, resource: string | null): ApexList {
  if (token === null || resource === null) throw nullArgument();
  if (!testState()) throw apexError("System.TypeException", "This method can only be called from a test");
  const { object } = token;
  const [header = [], ...lines] = cellsOf(resource);
  const fields = header.map((name) => fieldOf(object, name));
  const idColumn = fields.findIndex(({ type }) => type === "id");
  const records = lines.map((cells) => recordOf(object, fields, cells));
  saveRecords("insert", records, { allOrNone: true, ...accessOptions(undefined) });
  if (idColumn >= 0) lines.forEach((cells, index) => givenIds().set(cells[idColumn]!, records[index]!.id!));
  return new ApexList(sobjectTypeOf(object), records);
}

function cellsOf(resource: string): string[][] {
  const [row] = libraryRows("SELECT Body FROM StaticResource WHERE Name = :name", { name: resource });
  if (!row) throw apexError("System.InvalidParameterValueException", `Static resource not found: ${resource}`);
  try {
    return parse(Buffer.from((row.get("Body") as Blob).bytes), { bom: true, skip_empty_lines: true });
  } catch (problem) {
    if (problem instanceof CsvError) throw apexError("System.TypeException", `${resource}: ${problem.message}`);
    throw problem;
  }
}

function fieldOf(object: SObjectType, name: string): Field {
  const field = object.field(name.trim());
  if (!field) throw apexError("System.TypeException", `Field does not exist: ${name} on ${object.name}`);
  return field;
}

function recordOf(object: SObjectType, fields: readonly Field[], cells: readonly string[]): SObjectRecord {
  const record = new SObjectRecord(object);
  fields.forEach((field, index) => {
    const text = cells[index]!;
    if (text !== "" && field.type !== "id") record.set(field.name, valueOf(field, text));
  });
  return record;
}

function valueOf(field: Field, text: string): FieldValue {
  const loaded = field.type === "reference" ? givenIds().get(text) : undefined;
  if (loaded !== undefined) return loaded;
  try {
    return valueFromText(field, text);
  } catch (problem) {
    if (problem instanceof ValueFormatError)
      throw apexError("System.TypeException", `${field.name}: ${problem.message}`);
    throw problem;
  }
}

const key = Symbol("ids of loaded test data");

/**
 * The ids of records loaded so far by what stands for them in the files. Public threads show it ("Test.loadData() -
 * undocumented (but useful) behavior loading relationships"): any text will do, and the lookups of later files find it.
 */
function givenIds(): Map<string, string> {
  const { state } = apexContext().tx;
  let ids = state.get(key) as Map<string, string> | undefined;
  if (!ids) state.set(key, (ids = new Map()));
  return ids;
}
