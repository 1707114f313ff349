import type { Schema } from "../../schema/types.ts";
import type { ProjectSource, SourceProblem, XmlComponent } from "../types.ts";
import { textOf, type XmlElement } from "../xml.ts";
import { isPackaged } from "./package-names.ts";
import { problemsOf, type Refusal } from "./refusal.ts";

/** What an org refuses of tabs ("Metadata API Developer Guide: CustomTab"). */
export function tabProblems(project: ProjectSource, schema: Schema): SourceProblem[] {
  return project.components
    .filter(({ type }) => type === "CustomTab")
    .flatMap((tab) => problemsOf(tab, [...motifRefusals(tab), ...shownRefusals(tab, project, schema)]));
}

/** Tabs of projects that deploy to orgs have numbers and names of styles that Setup does not show, but all of one form. */
function motifRefusals(tab: XmlComponent): Refusal[] {
  const motif = textOf(tab.content as XmlElement, "motif");
  if (motif === undefined || /^Custom\d{1,3}: ?\S/.test(motif)) return [];
  return [{ near: `<motif>${motif}<`, message: `The motif ${motif} of the tab is not of the form Custom1: Heart` }];
}

/** What a tab shows: an object of its own name, a page or a component. */
function shownRefusals(tab: XmlComponent, project: ProjectSource, schema: Schema): Refusal[] {
  const content = tab.content as XmlElement;
  if (textOf(content, "customObject") === "true")
    return schema.object(tab.name) === undefined && !isPackaged(tab.name)
      ? [{ near: "<customObject>", message: `In field: customObject - no CustomObject named ${tab.name} found` }]
      : [];
  // The platform's own tabs show what they show.
  if (tab.name.startsWith("standard-")) return [];
  const refusals: Refusal[] = [];
  if (!textOf(content, "label"))
    refusals.push({ near: "<CustomTab", message: "Master label must be provided for non-custom object tabs" });
  for (const [element, type, names] of [
    ["flexiPage", "FlexiPage", componentNames(project, "FlexiPage")],
    ["page", "ApexPage", componentNames(project, "ApexPage")],
    ["lwcComponent", "LightningComponentBundle", new Set(project.bundles.map(({ name }) => name))]
  ] as const) {
    const name = textOf(content, element);
    if (name !== undefined && !names.has(name) && !name.includes("__") && !isPackaged(name))
      refusals.push({ near: `<${element}>${name}<`, message: `In field: ${element} - no ${type} named ${name} found` });
  }
  return refusals;
}

function componentNames(project: ProjectSource, type: string): ReadonlySet<string> {
  return new Set(project.components.filter((component) => component.type === type).map(({ name }) => name));
}
