import { logicHolds } from "../values/condition-logic.ts";
import type { Condition, Criteria } from "./definition.ts";
import type { Scope } from "./scope.ts";
import { compareValues, equalValues, isBlank, isCollection, textOf, type FlowValue } from "./values.ts";

/** "Flow Operators in Decision, Wait, and Collection Filter Elements". Without any condition criteria are met. */
export function meets(scope: Scope, { logic, conditions, formula }: Criteria): boolean {
  if (formula !== undefined) return scope.evaluate(formula) === true;
  const met = conditions.map((condition) => isMet(scope, condition));
  if (/^and$/i.test(logic) || met.length === 0) return met.every(Boolean);
  return /^or$/i.test(logic) ? met.some(Boolean) : logicHolds(logic, met);
}

function isMet(scope: Scope, { left, operator, right }: Condition): boolean {
  const wanted = scope.given(right);
  switch (operator) {
    case "WasVisited":
      return scope.visited.has(left[0]!) === (wanted !== false);
    case "HasError":
      return scope.faults.has(left[0]!) === (wanted !== false);
    case "IsChanged":
      return hasChanged(scope, left) === (wanted !== false);
    default:
      return compares(scope, scope.read(left), operator, wanted);
  }
}

/** A field of the record that started the flow; "Formula Operators and Functions": ISCHANGED is false of a new record. */
function hasChanged(scope: Scope, path: readonly string[]): boolean {
  const before = scope.read(["$Record__Prior"]);
  const prior = before === null ? null : scope.read(["$Record__Prior", ...path.slice(1)]);
  return before !== null && !equalValues(scope.read(path), prior, scope.tx.user.timeZone);
}

export function compares(scope: Scope, value: FlowValue, operator: string, wanted: FlowValue): boolean {
  const zone = scope.tx.user.timeZone;
  const order = (): number => compareValues(value, wanted, zone) ?? NaN;
  switch (operator) {
    case "EqualTo":
      return equalInAnyCase(value, wanted, zone);
    case "NotEqualTo":
      return !equalInAnyCase(value, wanted, zone);
    case "GreaterThan":
      return order() > 0;
    case "LessThan":
      return order() < 0;
    case "GreaterThanOrEqualTo":
      return order() >= 0;
    case "LessThanOrEqualTo":
      return order() <= 0;
    case "StartsWith":
      return !isBlank(value) && textOf(value).startsWith(textOf(wanted));
    case "EndsWith":
      return !isBlank(value) && textOf(value).endsWith(textOf(wanted));
    case "Contains":
      return isCollection(value)
        ? value.some((item) => equalValues(item, wanted, zone))
        : !isBlank(value) && textOf(value).includes(textOf(wanted));
    case "In":
    case "NotIn": {
      const isIn = isCollection(wanted) && wanted.some((item) => equalValues(item, value, zone));
      return isIn === (operator === "In");
    }
    case "WasSet":
      return !isBlank(value) === (wanted !== false);
    default:
      return isUnset(operator, value) === (wanted !== false);
  }
}

/** trailheadapps/agent-script-recipes, SearchKnowledgeBase: `Technical` equals `technical`. */
function equalInAnyCase(one: FlowValue, other: FlowValue, zone: string): boolean {
  if (typeof one === "string" && typeof other === "string" && one.toLowerCase() === other.toLowerCase()) return true;
  return equalValues(one, other, zone);
}

/** IsNull, IsBlank, IsEmpty; texts of white space are blank. */
function isUnset(operator: string, value: FlowValue): boolean {
  if (isCollection(value)) return value.length === 0;
  return isBlank(value) || (operator === "IsBlank" && typeof value === "string" && value.trim() === "");
}
