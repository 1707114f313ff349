import { SObjectRecord } from "../../../../schema/record.ts";
import { Blob } from "../../../../values/blob.ts";
import { ApexDate } from "../../../../values/date.ts";
import { ApexDatetime } from "../../../../values/datetime.ts";
import { Decimal } from "../../../../values/decimal.ts";
import type { FieldValue } from "../../../../values/field-value.ts";
import { ApexTime } from "../../../../values/time.ts";
import { ApexList, ApexMap, ApexSet } from "../../../runtime/collections.ts";
import { ApexDouble, ApexEnum, ApexObject, doubleText } from "../../../runtime/object.ts";
import type { MemberVariableInfo } from "../../../runtime/reflection.ts";
import { foundBlank } from "../../../runtime/blanks.ts";
import { isAggregateResult, textOf, typeOf } from "../../../runtime/values.ts";
import { SObjectFieldToken } from "../../schema/tokens.ts";
import { JsonTextWriter, jsonError } from "./json-text.ts";

/** Version in the `url` of a record's attributes. */
const apiVersion = "v66.0";

export interface WriteOptions {
  /** Leaves out variables of Apex objects that are null (`suppressApexObjectNulls`). */
  readonly suppressNulls?: boolean;
}

/** Text of an Apex value as `JSON.serialize` gives it. */
export function serialize(value: unknown, options: WriteOptions & { pretty?: boolean } = {}): string {
  const writer = new JsonTextWriter(options.pretty ?? false);
  new ValueWriter(writer, options).write(value);
  return writer.text;
}

/** Writes an Apex value into a text that somebody else may go on with. */
export function writeValue(writer: JsonTextWriter, value: unknown, options: WriteOptions = {}): void {
  new ValueWriter(writer, options).write(value);
}

class ValueWriter {
  private readonly out: JsonTextWriter;
  private readonly options: WriteOptions;
  private readonly open = new Set<object>();

  constructor(out: JsonTextWriter, options: WriteOptions) {
    this.out = out;
    this.options = options;
  }

  write(value: unknown): void {
    if (value === null || value === undefined) this.out.raw("null");
    else if (typeof value === "string") this.out.string(value);
    else if (typeof value !== "object") this.out.raw(String(value));
    else this.writeObject(value);
  }

  private writeObject(value: object): void {
    const text = scalarText(value);
    if (text !== undefined) return this.out.string(text);
    if (value instanceof Decimal) return this.out.raw(value.toPlainString());
    if (value instanceof ApexDouble) return this.out.raw(doubleText(value.value));
    if (this.open.has(value)) throw jsonError("Circular reference in the value");
    this.open.add(value);
    this.writeStructure(value);
    this.open.delete(value);
  }

  private writeStructure(value: object): void {
    if (value instanceof ApexList) this.writeArray(value.items);
    else if (value instanceof ApexSet) this.writeArray(value.toArray());
    else if (value instanceof ApexMap) this.writeMap(value);
    else if (value instanceof SObjectRecord) this.writeRecord(value);
    else if (value instanceof ApexObject) this.writeUserObject(value);
    else if ("jsonMembers" in value) this.writeMembers(value.jsonMembers as Readonly<Record<string, unknown>>);
    else throw jsonError(`Apex Type unsupported in JSON: ${typeOf(value).name}`);
  }

  private writeArray(items: readonly unknown[]): void {
    this.out.startArray();
    for (const item of items) this.write(item);
    this.out.endArray();
  }

  private writeMap(map: ApexMap): void {
    const members = [...map.entries()].map(([key, item]) => [keyText(key), item] as const);
    members.sort(([name], [other]) => fromTheLast({ name }, { name: other }));
    this.out.startObject();
    for (const [name, item] of members) {
      this.out.name(name);
      this.write(item);
    }
    this.out.endObject();
  }

  private writeRecord(record: SObjectRecord): void {
    this.out.startObject();
    this.out.name("attributes");
    this.out.startObject();
    this.member("type", isAggregateResult(record) ? "AggregateResult" : record.type.name);
    if (record.id !== null && !isAggregateResult(record))
      this.member("url", `/services/data/${apiVersion}/sobjects/${record.type.name}/${record.id}`);
    this.out.endObject();
    const isLeftOut = (field: string, value: FieldValue | SObjectRecord): boolean =>
      !isAggregateResult(record) && foundBlank(record, field, value);
    for (const [field, value] of Object.entries(record.values)) {
      if (isLeftOut(field, value)) continue;
      this.member(field, value instanceof ApexDatetime ? value.toApiText() : value);
    }
    for (const [relationship, parent] of Object.entries(record.parents ?? {}))
      if (!isLeftOut(relationship, parent)) this.member(relationship, parent);
    for (const [relationship, children] of Object.entries(record.children ?? {})) {
      this.out.name(relationship);
      this.out.startObject();
      this.member("totalSize", children.length);
      this.member("done", true);
      this.out.name("records");
      this.writeArray(children);
      this.out.endObject();
    }
    this.out.endObject();
  }

  private writeUserObject(object: ApexObject): void {
    this.out.startObject();
    for (const variable of [...serializableVariables(object)].sort(fromTheLast)) {
      const value = boxed(variable, variable.get(object));
      if (value !== null || this.options.suppressNulls !== true) this.member(variable.name, value);
    }
    this.out.endObject();
  }

  private writeMembers(members: Readonly<Record<string, unknown>>): void {
    this.out.startObject();
    for (const [name, value] of Object.entries(members)) this.member(name, value);
    this.out.endObject();
  }

  private member(name: string, value: unknown): void {
    this.out.name(name);
    this.write(value);
  }
}

/** Values whose JSON is a text. */
export function scalarText(value: object): string | undefined {
  if (value instanceof ApexDate || value instanceof ApexTime) return value.toString();
  if (value instanceof ApexDatetime) return value.toIso();
  if (value instanceof Blob) return Buffer.from(value.bytes).toString("base64");
  if (value instanceof ApexEnum) return value.name;
  if ("jsonText" in value) return value.jsonText as string;
  return undefined;
}

const variablesOfClass = new WeakMap<ApexObject["$info"], readonly MemberVariableInfo[]>();

/** Member variables and readable properties of an object, those of its superclasses first; neither static nor transient. */
export function serializableVariables({ $info }: ApexObject): readonly MemberVariableInfo[] {
  let variables = variablesOfClass.get($info);
  if (variables === undefined) {
    const levels: (readonly MemberVariableInfo[])[] = [];
    for (let info: typeof $info | undefined = $info; info; info = info.superclass) levels.unshift(info.variables);
    variables = levels.flat().filter((variable) => !variable.static && !variable.transient && variable.readable);
    variablesOfClass.set($info, variables);
  }
  return variables;
}

/** A value of a variable as it is inside of Object: Doubles are told from Integers by the variable's type. */
export function boxed(variable: MemberVariableInfo, value: unknown): unknown {
  return typeof value === "number" && variable.type.name === "Double" ? new ApexDouble(value) : value;
}

/**
 * Members of maps and of user classes come from the last of the alphabet to the first: so are they in "Apex Developer Guide: JSON
 * Parsing", and in tests of two public projects that pass in orgs (SFDO-Community's declarative-lookup-rollup-summaries and
 * Summit-Events-App), in whatever order they were put or declared.
 */
function fromTheLast(one: { readonly name: string }, other: { readonly name: string }): number {
  return one.name < other.name ? 1 : one.name > other.name ? -1 : 0;
}

function keyText(given: unknown): string {
  const key = given instanceof SObjectFieldToken ? given.field.name : given;
  if (key === null) throw jsonError("Null key for a Map not allowed in JSON (use a converting NullKeySerializer?)");
  if (typeof key === "object" && scalarText(key) === undefined && !(key instanceof Decimal)) {
    throw jsonError(`Apex Type unsupported in JSON: ${typeOf(key).name}`);
  }
  return typeof key === "object" ? (scalarText(key) ?? textOf(key)) : String(key);
}
