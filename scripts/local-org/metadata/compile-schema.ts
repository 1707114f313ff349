import { checkFormulas } from "../formula/check.ts";
import { setFormulaLabels } from "../formula/labels.ts";
import { buildSchema, type KeyPrefixes } from "../schema/build.ts";
import type { Schema } from "../schema/types.ts";
import { checkObjects } from "./check-objects.ts";
import type { ProjectSource, SourceProblem } from "./types.ts";

/**
 * The schema of the standard objects and a project's, with its labels known to formulas; or everything that is wrong with
 * its objects, fields and formulas.
 */
export function compileSchema(
  project: ProjectSource,
  keyPrefixes?: KeyPrefixes
): { readonly schema: Schema } | { readonly problems: readonly SourceProblem[] } {
  const problems = checkObjects(project, buildSchema());
  if (problems.length > 0) {
    return { problems };
  }
  const schema = buildSchema(project, keyPrefixes);
  setFormulaLabels(schema, project.labels);
  const wrongFormulas = checkFormulas(schema, project);
  return wrongFormulas.length > 0 ? { problems: wrongFormulas } : { schema };
}
