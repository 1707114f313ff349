import type { LightningBundle, ProjectSource, SourceProblem, XmlComponent } from "../types.ts";
import { elementsOf, elementOf, textOf, type XmlElement } from "../xml.ts";
import { designOf, type ComponentDesign } from "./component-design.ts";
import { standardTemplates } from "./page-templates.ts";
import { problemsOf, type Refusal } from "./refusal.ts";

/** What an org refuses of Lightning pages: templates, regions and facets that there are not, and components wrongly filled in. */
export function pageRuleProblems(project: ProjectSource): SourceProblem[] {
  const auraBundles = new Set(
    project.components.filter(({ type }) => type === "AuraDefinitionBundle").map(({ name }) => name.toLowerCase())
  );
  const bundles = new Map(project.bundles.map((bundle) => [bundle.name, bundle]));
  return project.components
    .filter(({ type }) => type === "FlexiPage")
    .flatMap((page) =>
      problemsOf(page, [
        ...templateRefusals(page, auraBundles),
        ...facetRefusals(page),
        ...componentRefusals(page, bundles)
      ])
    );
}

/** "Metadata API Developer Guide: FlexiPage", template and FlexiPageRegion; the words are those of orgs' refusals. */
function templateRefusals(page: XmlComponent, auraBundles: ReadonlySet<string>): Refusal[] {
  const content = page.content as XmlElement;
  const name = textOf(elementOf(content, "template") ?? {}, "name");
  const pageType = textOf(content, "type") ?? "";
  if (name === undefined) return [];
  const near = `<name>${name}<`;
  const template = standardTemplates[name];
  if (template !== undefined && template.pageType !== pageType)
    return [{ near, message: `Template ${name} is for pages of the type ${template.pageType}, not ${pageType}.` }];
  if (template !== undefined)
    return regionsOf(content, "Region")
      .filter((region) => !template.regions.includes(region))
      .map((region) => missingRegion(region, "Region"));
  const [own = "", namespace = "c"] = name.split(":").reverse();
  const isKnown = namespace === "c" ? auraBundles.has(own.toLowerCase()) : !(namespace === "flexipage");
  return isKnown ? [] : [{ near, message: `Template ${name} doesn't exist.` }];
}

function missingRegion(region: string, type: string): Refusal {
  return { near: `<name>${region}<`, message: `The '${region}' region (type ${type}) doesn't exist.` };
}

/** A facet is shown by the component that names it as the value of a property, and by that alone. */
function facetRefusals(page: XmlComponent): Refusal[] {
  const content = page.content as XmlElement;
  const facets = regionsOf(content, "Facet");
  const named = new Set(
    componentsOf(content)
      .flatMap((component) => elementsOf(component, "componentInstanceProperties"))
      .map((property) => textOf(property, "value") ?? "")
  );
  const missing = [...named].filter((value) => /^Facet-/.test(value) && !facets.includes(value));
  return [
    ...missing.map((facet) => ({
      near: `<value>${facet}<`,
      message: `The facet ${facet} is defined by a component in the FlexiPage but not actually used.`
    })),
    ...facets.filter((facet) => !named.has(facet)).map((facet) => missingRegion(facet, "Facet"))
  ];
}

/** "Lightning Web Components Developer Guide: XML Configuration File Elements": targets, and property with required. */
function componentRefusals(page: XmlComponent, bundles: ReadonlyMap<string, LightningBundle>): Refusal[] {
  const content = page.content as XmlElement;
  const target = targets[textOf(content, "type") ?? ""];
  return componentsOf(content).flatMap((component) => {
    const name = textOf(component, "componentName") ?? "";
    const bundle = bundles.get(name.replace(/^c:/, ""));
    if (bundle === undefined || target === undefined) return [];
    const near = `<componentName>${name}<`;
    if (!bundle.isExposed || !bundle.targets.includes(target))
      return [
        {
          near,
          message: `The component c:${bundle.name} isn't available on a page of the type ${textOf(content, "type")}: its bundle is not exposed to ${target}`
        }
      ];
    return propertyRefusals(
      component,
      `c:${bundle.name}`,
      designOf(bundle, target),
      near,
      target === targets.UtilityBar
    );
  });
}

const targets: Readonly<Record<string, string | undefined>> = {
  AppPage: "lightning__AppPage",
  HomePage: "lightning__HomePage",
  RecordPage: "lightning__RecordPage",
  UtilityBar: "lightning__UtilityBar"
};

/** What the utility bar itself is told of each of its components. */
const utilityProperties: ReadonlySet<string> = new Set(["eager", "height", "icon", "label", "scrollable", "width"]);

function propertyRefusals(
  component: XmlElement,
  name: string,
  design: ComponentDesign,
  near: string,
  isUtility: boolean
): Refusal[] {
  const given = new Map(
    elementsOf(component, "componentInstanceProperties").map((property) => [
      textOf(property, "name") ?? "",
      textOf(property, "value") ?? ""
    ])
  );
  const unknown = [...given.keys()].filter(
    (property) => !design.properties.has(property) && !(isUtility && utilityProperties.has(property))
  );
  const absent = [...design.properties].filter(([property, { required }]) => required && !given.get(property));
  return [
    ...unknown.map((property) => ({ near, message: `Invalid property [${property}] in component [${name}]` })),
    ...absent.map(([property]) => ({
      near,
      message: `The required property [${property}] of component [${name}] is missing`
    }))
  ];
}

function regionsOf(page: XmlElement, type: string): string[] {
  return elementsOf(page, "flexiPageRegions")
    .filter((region) => textOf(region, "type") === type)
    .map((region) => textOf(region, "name") ?? "");
}

function componentsOf(page: XmlElement): XmlElement[] {
  return elementsOf(page, "flexiPageRegions").flatMap((region) => [
    ...elementsOf(region, "itemInstances").flatMap((item) => elementsOf(item, "componentInstance")),
    ...elementsOf(region, "componentInstances")
  ]);
}
