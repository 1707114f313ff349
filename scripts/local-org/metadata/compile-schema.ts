import { checkFormulas } from "../formula/check.ts";
import { compileFormula } from "../formula/compile.ts";
import { setFormulaLabels } from "../formula/labels.ts";
import { FormulaError } from "../formula/parser.ts";
import { LookupFilterError, lookupFilterFormula } from "../schema/lookup-filter.ts";
import { buildSchema, type KeyPrefixes } from "../schema/build.ts";
import type { Schema } from "../schema/types.ts";
import { checkApiNames } from "./api-names.ts";
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
  const problems = [...checkApiNames(project), ...checkObjects(project, buildSchema())];
  if (problems.length > 0) {
    return { problems };
  }
  const schema = buildSchema(project, keyPrefixes);
  setFormulaLabels(schema, project.labels);
  const wrong = [...checkFormulas(schema, project), ...checkLookupFilters(schema, project)];
  return wrong.length > 0 ? { problems: wrong } : { schema };
}

function checkLookupFilters(schema: Schema, project: ProjectSource): SourceProblem[] {
  return project.objects.flatMap(({ name, path, fields }) =>
    fields
      .filter((field) => field.lookupFilter !== undefined)
      .flatMap((field) => {
        try {
          const type = schema.object(name)!;
          compileFormula(schema, type, lookupFilterFormula(schema, type, field), { validation: true });
          return [];
        } catch (error) {
          if (!(error instanceof LookupFilterError || error instanceof FormulaError)) throw error;
          const { message } = error;
          return [
            { path, line: 1, column: 1, message, componentType: "CustomField", componentName: `${name}.${field.name}` }
          ];
        }
      })
  );
}
