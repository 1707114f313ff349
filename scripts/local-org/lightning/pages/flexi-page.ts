import { elementsOf, elementOf, textOf, type XmlElement } from "../../metadata/xml.ts";
import type { ProjectSource, SourceProblem, XmlComponent } from "../../metadata/types.ts";
import { placeOf } from "../../metadata/xml.ts";

/** One component on a page ("Metadata API Developer Guide: FlexiPage", ComponentInstance). */
export interface PageComponent {
  /** `c:memberCard`, or a standard one such as `force:detailPanel`. */
  readonly name: string;
  readonly properties: Readonly<Record<string, string>>;
  /** Regions that the component shows inside itself, by property (`tabs`, `body`). */
  readonly facets: Readonly<Record<string, readonly PageComponent[]>>;
  readonly visibility?: VisibilityRule;
  /** Of a highlights panel: the actions that it shows. */
  readonly actions?: readonly PageAction[];
}

/** `Edit`, or a quick action with its object: `Account.Enrol`. */
export interface PageAction {
  readonly name: string;
  readonly visibility?: VisibilityRule;
}

export interface VisibilityRule {
  readonly booleanFilter?: string;
  readonly criteria: readonly { readonly left: string; readonly operator: string; readonly right: string }[];
}

export interface PageRegion {
  readonly name: string;
  readonly components: readonly PageComponent[];
}

export interface LightningPage {
  readonly name: string;
  readonly label: string;
  readonly type: "RecordPage" | "AppPage" | "HomePage";
  readonly object?: string;
  readonly template: string;
  readonly regions: readonly PageRegion[];
}

const shownTypes: readonly string[] = ["RecordPage", "AppPage", "HomePage"];

/** Whether the local org shows pages of this kind. */
export function isShown(component: XmlComponent): boolean {
  return shownTypes.includes(textOf(component.content as XmlElement, "type") ?? "");
}

function auraBundles(project: ProjectSource): readonly XmlComponent[] {
  return project.components.filter(({ type }) => type === "AuraDefinitionBundle");
}

export function readPage(component: XmlComponent): LightningPage {
  const content = component.content as XmlElement;
  const facets = new Map<string, readonly XmlElement[]>();
  const regions: XmlElement[] = [];
  for (const region of elementsOf(content, "flexiPageRegions")) {
    if (textOf(region, "type") === "Facet") facets.set(textOf(region, "name")!, instancesOf(region));
    else regions.push(region);
  }
  const object = textOf(content, "sobjectType");
  return {
    name: component.name,
    label: textOf(content, "masterLabel") ?? component.name,
    type: textOf(content, "type") as LightningPage["type"],
    ...(object ? { object } : {}),
    template: textOf(elementOf(content, "template") ?? {}, "name") ?? "",
    regions: regions.map((region) => ({
      name: textOf(region, "name")!,
      components: instancesOf(region).map((instance) => readComponent(instance, facets))
    }))
  };
}

/**
 * What of a project's pages an org would refuse, told by file and element. Standard and Aura components and kinds of pages
 * that the local org does not show (utility bars, e-mail templates) are no fault of the project: they are kept, and the
 * place of a component on its page says so.
 */
export function pageProblems(project: ProjectSource): SourceProblem[] {
  const bundles = new Set([...project.bundles, ...auraBundles(project)].map(({ name }) => `c:${name}`.toLowerCase()));
  return project.components
    .filter((component) => component.type === "FlexiPage")
    .flatMap((component) => {
      const page = readPage(component);
      const problem = (needle: string, message: string): SourceProblem => ({
        path: component.path,
        ...placeOf(component.xml, needle),
        message,
        componentType: "FlexiPage",
        componentName: component.name
      });
      return allComponents(page)
        .map((one) => (one.name.includes(":") ? one.name : `c:${one.name}`))
        .filter((name) => name.startsWith("c:") && !bundles.has(name.toLowerCase()))
        .map((name) =>
          problem(
            name.replace(/^c:/, ""),
            `We couldn't retrieve the design time component information for component ${name}.`
          )
        );
    });
}

function allComponents(page: LightningPage): PageComponent[] {
  const collect = (component: PageComponent): PageComponent[] => [
    component,
    ...Object.values(component.facets).flat().flatMap(collect)
  ];
  return page.regions.flatMap((region) => region.components).flatMap(collect);
}

function instancesOf(region: XmlElement): XmlElement[] {
  const wrapped = elementsOf(region, "itemInstances").flatMap((item) => elementsOf(item, "componentInstance"));
  return [...wrapped, ...elementsOf(region, "componentInstances")];
}

function readComponent(instance: XmlElement, facets: ReadonlyMap<string, readonly XmlElement[]>): PageComponent {
  const properties = Object.create(null) as Record<string, string>;
  const inner = Object.create(null) as Record<string, PageComponent[]>;
  for (const property of elementsOf(instance, "componentInstanceProperties")) {
    const name = textOf(property, "name")!;
    const value = textOf(property, "value") ?? "";
    const facet = facets.get(value);
    if (facet) inner[name] = facet.map((one) => readComponent(one, facets));
    else properties[name] = value;
  }
  const actions = elementsOf(instance, "componentInstanceProperties")
    .filter((property) => textOf(property, "name") === "actionNames")
    .flatMap((property) => elementsOf(elementOf(property, "valueList") ?? {}, "valueListItems"))
    .map(readPageAction);
  const rule = elementOf(instance, "visibilityRule");
  const given = textOf(instance, "componentName")!;
  return {
    name: given.includes(":") ? given : `c:${given}`,
    properties,
    facets: inner,
    ...(actions.length > 0 ? { actions } : {}),
    ...(rule ? { visibility: readRule(rule) } : {})
  };
}

function readPageAction(item: XmlElement): PageAction {
  const rule = elementOf(item, "visibilityRule");
  return { name: textOf(item, "value") ?? "", ...(rule ? { visibility: readRule(rule) } : {}) };
}

function readRule(rule: XmlElement): VisibilityRule {
  const booleanFilter = textOf(rule, "booleanFilter");
  const criteria = elementsOf(rule, "criteria").map((one) => ({
    left: textOf(one, "leftValue") ?? "",
    operator: textOf(one, "operator") ?? "EQUAL",
    right: textOf(one, "rightValue") ?? ""
  }));
  return { criteria, ...(booleanFilter ? { booleanFilter } : {}) };
}
