import { dataWeaveScriptClasses } from "../apex/stdlib/data-weave/data-weave.ts";
import type { ClassDefinition } from "../apex/stdlib/definition/define.ts";
import { customComponentClasses } from "../apex/stdlib/apexpages/dynamic-component.ts";
import { interviewClassesOf } from "../apex/stdlib/flow/flow-interview.ts";
import { pageClassOf } from "../apex/stdlib/system/web/page-reference.ts";
import type { ProjectSource } from "../metadata/types.ts";
import { markupOf } from "./markup.ts";

/** Classes that an org makes for metadata: of its flows, Visualforce pages and components, and DataWeave scripts. */
export function classesOfMetadata(project: ProjectSource | undefined): ClassDefinition[] {
  const ofType = (wanted: string) => (project?.components ?? []).filter(({ type }) => type === wanted);
  const names = (wanted: string): string[] => ofType(wanted).map(({ name }) => name);
  return [
    ...dataWeaveScriptClasses(names("DataWeaveResource")),
    ...interviewClassesOf(names("Flow")),
    pageClassOf(names("ApexPage"), project?.namespace ?? ""),
    ...ofType("ApexComponent").flatMap(({ name, path }) => customComponentClasses(name, markupOf(project!, path)))
  ];
}
