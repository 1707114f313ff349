/** Sites of Experience Cloud on the Lightning Web Runtime, as a project has them. */
import { textOf, textsOf, elementsOf, type XmlElement } from "../../metadata/xml.ts";
import type { ProjectSource } from "../../metadata/types.ts";
import type { SiteColumn, SiteComponent, SitePage, SiteSection } from "../protocol/sites.ts";

/** "Metadata API Developer Guide: DigitalExperienceBundle", "DigitalExperienceConfig" and "Network". */
export interface Site {
  readonly label: string;
  /** The first part of its addresses. */
  readonly prefix: string;
  readonly pages: readonly SitePage[];
  /** Texts of the form with which its users log in, by the form's attribute. */
  readonly loginForm: Readonly<Record<string, string>>;
  /** Names of the profiles and permission sets whose users are the site's members. */
  readonly profiles: readonly string[];
  readonly permissionSets: readonly string[];
}

/** A node of a view's tree: a component, or a region of one. */
interface Node {
  readonly type?: string;
  readonly name?: string;
  readonly definition?: string;
  readonly attributes?: Readonly<Record<string, unknown>>;
  readonly children?: readonly Node[];
}

interface Content {
  readonly title: string;
  readonly contentBody: Readonly<Record<string, unknown>>;
}

const SECTION = "community_layout:section";
const LOGIN_FORM = "community_login:loginForm";
const LOGIN_ROUTE = "login-main";
/** Regions that visitors do not see. */
const HIDDEN = "sfdcHiddenRegion";
const TWELVE = 12;

const known = new WeakMap<ProjectSource, readonly Site[]>();

export function sitesOf(source: ProjectSource | undefined): readonly Site[] {
  if (source === undefined) return [];
  const found = known.get(source) ?? readSites(source);
  known.set(source, found);
  return found;
}

function readSites(source: ProjectSource): Site[] {
  return source.components
    .filter(({ type }) => type === "DigitalExperienceConfig")
    .map(({ content }) => content as XmlElement)
    .map((config) => {
      const space = textOf(config, "space") ?? "";
      const label = textOf(config, "label") ?? space;
      const prefix = textOf(elementsOf(config, "site")[0] ?? {}, "urlPathPrefix") ?? "";
      return { label, prefix, ...pagesOf(source, space), ...membersOf(source, space) };
    });
}

function pagesOf(source: ProjectSource, space: string): Pick<Site, "pages" | "loginForm"> {
  const routes = contentsOf(source, space, "sfdc_cms__route");
  const views = contentsOf(source, space, "sfdc_cms__view");
  const viewOf = ({ contentBody }: Content): Node =>
    views.get(String(contentBody["activeViewId"]))?.contentBody["component"] ?? {};
  const login = [...routes.values()].find(({ contentBody }) => contentBody["routeType"] === LOGIN_ROUTE);
  const [form] = login === undefined ? [] : nodesOf(viewOf(login), ({ definition }) => definition === LOGIN_FORM);
  return {
    pages: [...routes].map(([name, route]) => ({
      name,
      label: route.title,
      path: String(route.contentBody["urlPrefix"] ?? ""),
      isLogin: route === login,
      sections: sectionsOf(viewOf(route))
    })),
    loginForm: textAttributes(form)
  };
}

/** Content items of a type, by their names. */
function contentsOf(source: ProjectSource, space: string, type: string): Map<string, Content> {
  const place = `digitalExperiences/${space}/${type}/`;
  const contents = new Map<string, Content>();
  for (const file of source.files ?? []) {
    const [, rest] = file.path.split(place);
    const [name, part] = rest?.split("/") ?? [];
    if (name !== undefined && part === "content.json")
      contents.set(name, JSON.parse(Buffer.from(file.read()).toString("utf8")) as Content);
  }
  return contents;
}

function membersOf(source: ProjectSource, space: string): Pick<Site, "profiles" | "permissionSets"> {
  const network = source.components.find(
    ({ type, content }) => type === "Network" && `site/${textOf(content as XmlElement, "picassoSite")}` === space
  );
  const groups = network ? elementsOf(network.content as XmlElement, "networkMemberGroups") : [];
  return {
    profiles: groups.flatMap((group) => textsOf(group, "profile")),
    permissionSets: groups.flatMap((group) => textsOf(group, "permissionSet"))
  };
}

function sectionsOf(view: Node): SiteSection[] {
  return nodesOf(view, ({ definition }) => definition === SECTION).map((section) => ({
    columns: (section.children ?? []).map((column): SiteColumn => ({
      width: widthOf(section, column),
      components: (column.children ?? []).map(componentOf)
    }))
  }));
}

/** In twelfths, as the section's configuration has it. */
function widthOf(section: Node, column: Node): number {
  const config = JSON.parse(String(section.attributes?.["sectionConfig"] ?? "{}")) as {
    readonly columns?: readonly { readonly columnKey: string; readonly columnWidth: string }[];
  };
  return Number(config.columns?.find(({ columnKey }) => columnKey === column.name)?.columnWidth ?? TWELVE);
}

function componentOf(node: Node): SiteComponent {
  return { name: node.definition ?? "", properties: textAttributes(node) };
}

function textAttributes(node: Node | undefined): Record<string, string> {
  const entries = Object.entries(node?.attributes ?? {}).filter(([, value]) => typeof value !== "object");
  return Object.fromEntries(entries.map(([name, value]) => [name, String(value)]));
}

/** Nodes that visitors see, in their order; what lies within one that is found is not looked at. */
function nodesOf(node: Node, isWanted: (node: Node) => boolean): Node[] {
  if (node.name === HIDDEN) return [];
  return isWanted(node) ? [node] : (node.children ?? []).flatMap((child) => nodesOf(child, isWanted));
}
