import type { Schema } from "../../schema/types.ts";
import type { ProjectSource, SourceProblem } from "../types.ts";
import { languageProblems } from "./language-rules.ts";
import { namedFieldProblems } from "./named-field-rules.ts";
import { objectProblems } from "./object-rules.ts";
import { pageRuleProblems } from "./page-rules.ts";
import { permissionProblems } from "./permission-rules.ts";
import { tabProblems } from "./tab-rules.ts";

/** What an org refuses of a project although each of its files is well formed. */
export function ruleProblems(project: ProjectSource, schema: Schema): SourceProblem[] {
  return [
    ...permissionProblems(project, schema),
    ...languageProblems(project),
    ...objectProblems(project),
    ...tabProblems(project, schema),
    ...pageRuleProblems(project),
    ...namedFieldProblems(project, schema)
  ];
}
