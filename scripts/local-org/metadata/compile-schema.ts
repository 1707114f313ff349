import { checkFormulas } from "../formula/check.ts";
import { compileFormula } from "../formula/compile.ts";
import { setFormulaLabels } from "../formula/labels.ts";
import { FormulaError } from "../formula/parser.ts";
import { LookupFilterError, lookupFilterFormula } from "../schema/lookup-filter.ts";
import { setWords } from "../schema/words.ts";
import { buildSchema, type KeyPrefixes } from "../schema/build.ts";
import type { Schema } from "../schema/types.ts";
import { checkApiNames } from "./api-names.ts";
import { checkObjects } from "./check-objects.ts";
import { wordingOf } from "./wording.ts";
import type { ObjectSource, ProjectSource, SourceProblem } from "./types.ts";

export interface CompiledSchema {
  /** Of the standard objects and what is sound of the project's. */
  readonly schema: Schema;
  /** Everything that is wrong with its objects, fields and formulas. */
  readonly problems: readonly SourceProblem[];
}

/** The schema of the standard objects and a project's, with its labels known to formulas. */
export function compileSchema(project: ProjectSource, keyPrefixes?: KeyPrefixes): CompiledSchema {
  const wrong = [...checkApiNames(project), ...checkObjects(project, buildSchema())];
  const sound = wrong.length === 0 ? project : { ...project, objects: soundObjects(project, wrong) };
  const schema = buildSchema(sound, keyPrefixes);
  setFormulaLabels(schema, project.labels);
  setWords(schema, (language) => wordingOf(project, language));
  return { schema, problems: [...wrong, ...checkFormulas(schema, sound), ...checkLookupFilters(schema, sound)] };
}

/** Without the objects and fields that these problems name, so that the rest of the project can be judged, too. */
function soundObjects({ objects }: ProjectSource, problems: readonly SourceProblem[]): ObjectSource[] {
  const wrong = new Set(problems.map(({ componentName }) => componentName));
  return objects
    .filter(({ name }) => !wrong.has(name))
    .map((object) => ({ ...object, fields: object.fields.filter(({ name }) => !wrong.has(`${object.name}.${name}`)) }));
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
