import { ApexDate } from "../values/date.ts";
import { ApexDatetime } from "../values/datetime.ts";
import { Decimal } from "../values/decimal.ts";
import type { Assignment, Given, SortCollection } from "./definition.ts";
import { FlowFault } from "./fault.ts";
import type { Scope } from "./scope.ts";
import { compareValues, equalValues, isCollection, textOf, type FlowValue } from "./values.ts";
import { SObjectRecord } from "../schema/record.ts";

/** "Flow Operators in Assignment Elements". */
export function assign(scope: Scope, { to, operator, value }: Assignment): void {
  const given = isOfNothingFound(scope, value) ? null : scope.given(value);
  const current = operator === "Assign" ? null : scope.read(to);
  scope.write(to, result(scope, operator, current, given));
}

/**
 * trailheadapps/agent-script-recipes, GetProductInfo, and Salesforce Stack Exchange 395137: an assignment of a field of what a
 * Get Records element did not find takes null.
 */
function isOfNothingFound(scope: Scope, value: Given): boolean {
  if (value.kind !== "reference" || value.path.length < 2) return false;
  const [root] = value.path;
  return scope.compiled.flow.elements.get(root!)?.kind === "getRecords" && scope.read([root!]) === null;
}

function result(scope: Scope, operator: string, current: FlowValue, given: FlowValue): FlowValue {
  const zone = scope.tx.user.timeZone;
  const items = isCollection(current) ? current : [];
  const isGiven = (item: FlowValue): boolean => equalValues(item, given, zone);
  const place = items.findIndex(isGiven);
  switch (operator) {
    case "Assign":
      return given;
    case "Add":
    case "AddItem":
      return isCollection(current) ? [...items, ...listOf(given)] : sum(scope, current, given, false);
    case "Subtract":
      return sum(scope, current, given, true);
    case "AddAtStart":
      return [...listOf(given), ...items];
    case "AssignCount":
      return Decimal.fromInteger(isCollection(given) ? given.length : given === null ? 0 : 1);
    case "RemoveAll":
      return items.filter((item) => !listOf(given).some((one) => equalValues(one, item, zone)));
    case "RemoveUncommon":
      return items.filter((item) => listOf(given).some((one) => equalValues(one, item, zone)));
    case "RemoveFirst":
      return place < 0 ? items : items.filter((_, index) => index !== place);
    case "RemoveAfterFirst":
      return place < 0 ? items : items.slice(0, place + 1);
    case "RemoveBeforeFirst":
      return place < 0 ? items : items.slice(place);
    case "RemovePosition":
      return items.filter((_, index) => !(given instanceof Decimal) || index !== given.intValue() - 1);
    default:
      throw new FlowFault(`The local org does not know the assignment operator ${operator} of flows`);
  }
}

function listOf(value: FlowValue): readonly FlowValue[] {
  return isCollection(value) ? value : [value];
}

/** Of numbers; of days and moments with a number of days; texts one after the other. */
function sum(scope: Scope, current: FlowValue, given: FlowValue, isLess: boolean): FlowValue {
  const number = given instanceof Decimal ? given : null;
  const change = number && isLess ? number.negate() : number;
  if (current instanceof Decimal) return change ? current.add(change) : current;
  if (current instanceof ApexDate) return change ? current.addDays(change.intValue()) : current;
  if (current instanceof ApexDatetime)
    return change ? current.addDays(change.intValue(), scope.tx.user.timeZone) : current;
  if (typeof current === "string" && !isLess) return current + textOf(given);
  return current === null ? (change ?? given) : current;
}

/** "Flow Element: Collection Sort". */
export function sorted(scope: Scope, { over, by, limit }: SortCollection): FlowValue {
  const items = scope.read(over);
  const all = isCollection(items) ? [...items] : [];
  const zone = scope.tx.user.timeZone;
  const keyOf = (item: FlowValue, field: string | undefined): FlowValue =>
    field !== undefined && item instanceof SObjectRecord
      ? (item.get(item.type.field(field)?.name ?? field) as FlowValue)
      : item;
  all.sort((one, other) => {
    for (const { field, descending, blanksFirst } of by) {
      const [left, right] = [keyOf(one, field), keyOf(other, field)];
      if ((left === null) !== (right === null)) return (left === null) === blanksFirst ? -1 : 1;
      const order = compareValues(left, right, zone) ?? 0;
      if (order !== 0) return descending ? -order : order;
    }
    return 0;
  });
  return limit === undefined ? all : all.slice(0, limit);
}
