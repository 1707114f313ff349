import { elementOf, elementsOf, textOf, textsOf, type XmlElement } from "../../metadata/xml.ts";
import type { ProjectSource, XmlComponent } from "../../metadata/types.ts";
import { namespaced } from "../../schema/namespace.ts";
import type { Schema } from "../../schema/types.ts";
import { isShown, readPage, type LightningPage } from "./flexi-page.ts";
import type { FormFactor } from "./form-factor.ts";

/** A tab of an app's navigation bar. */
export interface NavigationTab {
  /** API name; the standard ones are `standard-Account`, `standard-home`. */
  readonly name: string;
  /** As its project calls it; the user's word is the wording's. */
  readonly label: string;
  /** e.g. `standard:account` or `custom:custom1`. */
  readonly icon: string;
  readonly target:
    | { readonly type: "object"; readonly object: string }
    | { readonly type: "page"; readonly page: string }
    | { readonly type: "component"; readonly component: string };
}

export interface LightningApplication {
  readonly name: string;
  readonly label: string;
  readonly description: string;
  readonly color: string;
  readonly tabs: readonly NavigationTab[];
  /** Record page by object, lower case: the app's override of the View action, else the object's only record page. */
  readonly recordPages: Readonly<Record<FormFactor, ReadonlyMap<string, LightningPage>>>;
  readonly pages: ReadonlyMap<string, LightningPage>;
}

const DEFAULT_COLOR = "#0070D2";

const NO_APPLICATION: LightningApplication = {
  name: "",
  label: "Local Org",
  description: "",
  color: "#0070D2",
  tabs: [],
  recordPages: { Small: new Map(), Large: new Map() },
  pages: new Map()
};

/** The project's Lightning apps, or one without tabs where it has none. */
export function applicationsOf(project: ProjectSource | undefined, schema: Schema): LightningApplication[] {
  const applications = project ? readApplications(project, schema) : [];
  return applications.length > 0 ? applications : [NO_APPLICATION];
}

/** The tabs of the project's apps, and its own that are in none ("Salesforce Help: View and Edit Tab Settings in Permission Sets and Profiles": the App Launcher has what is available). */
export function tabsOf(project: ProjectSource | undefined, schema: Schema): NavigationTab[] {
  if (!project) return [];
  const pages = pagesOf(project);
  const names = [
    ...componentsOf(project, "CustomApplication").flatMap(({ content }) => textsOf(content as XmlElement, "tabs")),
    ...componentsOf(project, "CustomTab").map(({ name }) => name)
  ];
  return [...new Set(names)].flatMap((name) => readTab(name, project, schema, pages));
}

function pagesOf(project: ProjectSource): ReadonlyMap<string, LightningPage> {
  return new Map(
    componentsOf(project, "FlexiPage")
      .filter(isShown)
      .map((component) => [component.name, readPage(component)])
  );
}

/** The project's Lightning apps, in the order of their names; none where it has none. */
export function readApplications(project: ProjectSource, schema: Schema): LightningApplication[] {
  const pages = pagesOf(project);
  return componentsOf(project, "CustomApplication")
    .filter((component) => textOf(component.content as XmlElement, "uiType") === "Lightning")
    .map((component) => readApplication(component, project, schema, pages));
}

function readApplication(
  component: XmlComponent,
  project: ProjectSource,
  schema: Schema,
  pages: ReadonlyMap<string, LightningPage>
): LightningApplication {
  const content = component.content as XmlElement;
  return {
    name: component.name,
    label: textOf(content, "label") ?? component.name,
    description: textOf(content, "description") ?? "",
    color: textOf(elementOf(content, "brand") ?? {}, "headerColor") ?? DEFAULT_COLOR,
    tabs: textsOf(content, "tabs").flatMap((name) => readTab(name, project, schema, pages)),
    recordPages: recordPagesOf(content, pages, project.namespace),
    pages
  };
}

/** Phones have the page of desktops where the app assigns none to them. */
function recordPagesOf(
  content: XmlElement,
  pages: ReadonlyMap<string, LightningPage>,
  namespace: string
): LightningApplication["recordPages"] {
  const keyOf = (object: string): string => namespaced(object, namespace).toLowerCase();
  const only = [...pages.values()].flatMap((page) =>
    page.type === "RecordPage" && page.object ? [[keyOf(page.object), page] as const] : []
  );
  const overrides = [
    ...elementsOf(content, "actionOverrides"),
    ...elementsOf(content, "profileActionOverrides")
  ].filter((override) => textOf(override, "actionName") === "View");
  const assigned = (phone: boolean): (readonly [string, LightningPage])[] =>
    overrides
      .filter((override) => (textOf(override, "formFactor") === "Small") === phone)
      .flatMap((override) => {
        const page = pages.get(textOf(override, "content") ?? "");
        const object = textOf(override, "pageOrSobjectType");
        return page && object ? [[keyOf(object), page] as const] : [];
      });
  const desktop = [...only, ...assigned(false)];
  return { Large: new Map(desktop), Small: new Map([...desktop, ...assigned(true)]) };
}

function readTab(
  name: string,
  project: ProjectSource,
  schema: Schema,
  pages: ReadonlyMap<string, LightningPage>
): NavigationTab[] {
  const standard = /^standard-(.+)$/.exec(name)?.[1];
  if (standard === "home") return [];
  const definition = componentsOf(project, "CustomTab").find((component) => component.name === name)?.content as
    XmlElement | undefined;
  const object = schema.object(standard ?? name);
  if (object) {
    const icon = object.custom
      ? iconOf(definition && textOf(definition, "motif"))
      : `standard:${object.name.toLowerCase()}`;
    return [{ name, label: object.labelPlural, icon, target: { type: "object", object: object.name } }];
  }
  if (!definition) return [];
  const label = textOf(definition, "label") ?? name;
  const icon = iconOf(textOf(definition, "motif"));
  const page = pages.get(textOf(definition, "flexiPage") ?? "");
  if (page)
    return [
      { name, label: textOf(definition, "label") ?? page.label, icon, target: { type: "page", page: page.name } }
    ];
  const component = textOf(definition, "lwcComponent");
  return component ? [{ name, label, icon, target: { type: "component", component: `c:${component}` } }] : [];
}

/** `Custom57: Building` is the icon custom57. */
function iconOf(motif: string | undefined): string {
  const number = /^Custom(\d+)/.exec(motif ?? "")?.[1] ?? "1";
  return `custom:custom${number}`;
}

function componentsOf(project: ProjectSource, type: string): XmlComponent[] {
  return project.components.filter((component) => component.type === type);
}
