import { dataWeaveScriptClasses } from "../apex/stdlib/data-weave.ts";
import type { ClassDefinition } from "../apex/stdlib/define.ts";
import { pageClassOf } from "../apex/stdlib/page-reference.ts";
import type { ProjectSource } from "../metadata/types.ts";

/** Classes that an org makes for metadata: `Page` for its Visualforce pages, one for each DataWeave script. */
export function classesOfMetadata(project: ProjectSource | undefined): ClassDefinition[] {
  const named = (wanted: string): string[] =>
    (project?.components ?? []).filter(({ type }) => type === wanted).map(({ name }) => name);
  return [...dataWeaveScriptClasses(named("DataWeaveResource")), pageClassOf(named("ApexPage"))];
}
