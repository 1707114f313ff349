import type { VisibilityRule } from "./flexi-page.ts";

/**
 * Whether a rule lets its component or action be seen by somebody with these custom permissions ("Metadata API Developer
 * Guide: FlexiPage", UiFormulaRule). What a rule asks besides permissions is not evaluated here: it shows its component.
 */
export function isVisible(rule: VisibilityRule | undefined, permissions: readonly string[]): boolean {
  if (!rule) return true;
  const met = rule.criteria.map(({ left, operator, right }) => {
    const permission = /^\{!\$Permission\.CustomPermission\.(\w+)\}$/.exec(left)?.[1];
    if (permission === undefined) return true;
    const equal = String(permissions.includes(permission)) === right.toLowerCase();
    return operator === "NE" ? !equal : equal;
  });
  return evaluate(rule.booleanFilter, met);
}

/** `1 AND (2 OR 3)`; without a filter all criteria are met. */
function evaluate(filter: string | undefined, met: readonly boolean[]): boolean {
  if (filter === undefined) return met.every(Boolean);
  const tokens = filter.toUpperCase().match(/\d+|AND|OR|NOT|[()]/g) ?? [];
  let at = 0;
  const either = (): boolean => {
    let value = both();
    while (tokens[at] === "OR") {
      at++;
      value = both() || value;
    }
    return value;
  };
  const both = (): boolean => {
    let value = one();
    while (tokens[at] === "AND") {
      at++;
      value = one() && value;
    }
    return value;
  };
  const one = (): boolean => {
    const token = tokens[at++];
    if (token === "NOT") return !one();
    if (token !== "(") return met[Number(token) - 1] ?? true;
    const value = either();
    at++;
    return value;
  };
  return either();
}
