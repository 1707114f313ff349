/** Values of flows as Apex has them, and back. */
import { ApexList, ApexMap } from "../apex/runtime/collections.ts";
import { ApexDouble } from "../apex/runtime/object.ts";
import { anyType, type RuntimeType } from "../apex/runtime/runtime-type.ts";
import { SObjectRecord } from "../schema/record.ts";
import { Decimal } from "../values/decimal.ts";
import { isCollection, OutputValues, type FlowValue } from "./values.ts";

export function fromApex(value: unknown): FlowValue {
  if (value === null || value === undefined) return null;
  if (typeof value === "number") return Decimal.fromInteger(value);
  if (typeof value === "bigint") return Decimal.fromLong(value);
  if (value instanceof ApexDouble) return Decimal.fromDouble(value.value);
  if (value instanceof ApexList) return value.items.map(fromApex);
  if (value instanceof ApexMap)
    return new OutputValues(new Map([...value.entries()].map(([name, one]) => [String(name), fromApex(one)])));
  return value;
}

/** @param type what the Apex on the other side declares; what it does not say stays as it is */
export function toApex(value: FlowValue, type: RuntimeType = anyType): unknown {
  if (value === null) return null;
  if (isCollection(value)) {
    const element = type.kind === "list" ? (type.arguments[0] ?? anyType) : anyType;
    return new ApexList(
      element,
      value.map((item) => toApex(item, element))
    );
  }
  if (value instanceof Decimal) return numberOf(value, type);
  if (value instanceof SObjectRecord && type.kind === "primitive") return value.id;
  return value;
}

function numberOf(value: Decimal, type: RuntimeType): unknown {
  switch (type.name) {
    case "Integer":
      return value.intValue();
    case "Long":
      return value.longValue();
    case "Double":
      return new ApexDouble(value.toNumber());
    case "String":
      return value.stripTrailingZeros().toPlainString();
    default:
      return value;
  }
}
