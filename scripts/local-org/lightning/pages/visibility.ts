import { logicHolds } from "../../values/condition-logic.ts";
import type { LightningPage, PageComponent, PageRegion, VisibilityRule } from "./flexi-page.ts";
import type { FormFactor } from "./form-factor.ts";

/** Who looks at a page, as far as rules of visibility ask. */
export interface Viewer {
  readonly permissions: readonly string[];
  readonly formFactor: FormFactor;
}

/** The parts of a page that its viewer sees, with those that stand within others. */
export function visibleRegions({ regions }: Pick<LightningPage, "regions">, viewer: Viewer): PageRegion[] {
  const seen = (components: readonly PageComponent[]): PageComponent[] =>
    components
      .filter(({ visibility }) => isVisible(visibility, viewer))
      .map((component) => ({
        ...component,
        facets: Object.fromEntries(Object.entries(component.facets).map(([name, within]) => [name, seen(within)]))
      }));
  return regions.map((region) => ({ ...region, components: seen(region.components) }));
}

/**
 * Whether a rule lets its component or action be seen ("Metadata API Developer Guide: FlexiPage", UiFormulaRule). What a
 * rule asks besides custom permissions and the form factor is not evaluated here: it shows its component.
 */
export function isVisible(rule: VisibilityRule | undefined, viewer: Viewer): boolean {
  if (!rule) return true;
  const met = rule.criteria.map(({ left, operator, right }) => {
    const actual = valueOf(left, viewer);
    if (actual === undefined) return true;
    const equal = actual.toLowerCase() === right.toLowerCase();
    return operator === "NE" ? !equal : equal;
  });
  return rule.booleanFilter === undefined ? met.every(Boolean) : logicHolds(rule.booleanFilter, met);
}

function valueOf(expression: string, { permissions, formFactor }: Viewer): string | undefined {
  if (expression === "{!$Client.FormFactor}") return formFactor;
  const permission = /^\{!\$Permission\.CustomPermission\.(\w+)\}$/.exec(expression)?.[1];
  return permission === undefined ? undefined : String(permissions.includes(permission));
}
