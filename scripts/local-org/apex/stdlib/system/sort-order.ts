import { SObjectRecord } from "../../../schema/record.ts";
import { Decimal } from "../../../values/decimal.ts";
import { apexError } from "../../runtime/exceptions.ts";
import { ApexDouble, ApexEnum, ApexObject } from "../../runtime/object.ts";
import { findMethod } from "../../runtime/reflection.ts";

/**
 * The order of `List.sort()` ("Apex Reference Guide: List Class", sort; "Apex Developer Guide: Sorting Lists"): nulls
 * first, primitives by value, Strings by code unit, enums by ordinal, records by their label and fields, user classes
 * by `compareTo`.
 */
export function compareForSort(one: unknown, other: unknown): number {
  if (one === other) return 0;
  if (one === null || one === undefined) return -1;
  if (other === null || other === undefined) return 1;
  if (typeof one === "string" || typeof one === "boolean") return one < (other as typeof one) ? -1 : 1;
  if (typeof one === "number" || typeof one === "bigint")
    return Number(one < (other as number) ? -1 : one > (other as number) ? 1 : 0);
  if (one instanceof ApexDouble && other instanceof ApexDouble) return one.value - other.value;
  if (one instanceof ApexEnum && other instanceof ApexEnum) return one.ordinal - other.ordinal;
  if (one instanceof SObjectRecord && other instanceof SObjectRecord) return compareRecords(one, other);
  return compareByMethod(one, other);
}

function compareByMethod(one: unknown, other: unknown): number {
  const notComparable = "One or more of the items in this list is not Comparable.";
  if (one instanceof ApexObject) {
    const method = findMethod(one.$info, "compareTo", [other]);
    if (!method) throw apexError("System.ListException", notComparable);
    return method.invoke(one, [other]) as number;
  }
  const comparable = one as { compareTo?: (given: unknown) => number };
  if (!comparable.compareTo) throw apexError("System.ListException", notComparable);
  return comparable.compareTo(other);
}

function compareRecords(one: SObjectRecord, other: SObjectRecord): number {
  const byType = compareForSort(one.type.label, other.type.label);
  if (byType !== 0) return byType;
  const nameField = one.type.nameField?.name;
  const fields = [
    ...(nameField ? [nameField] : []),
    ...one.type.fields
      .map((field) => field.name)
      .filter((name) => name !== nameField)
      .sort()
  ];
  for (const field of fields) {
    const [a, b] = [one.get(field), other.get(field)];
    const order = a instanceof Decimal && b instanceof Decimal ? a.compareTo(b) : compareForSort(a, b);
    if (order !== 0) return order;
  }
  return 0;
}
