import { logicHolds } from "../../values/condition-logic.ts";
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
  return rule.booleanFilter === undefined ? met.every(Boolean) : logicHolds(rule.booleanFilter, met);
}
