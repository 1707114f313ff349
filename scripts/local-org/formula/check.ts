import type { ProjectSource, SourceProblem } from "../metadata/types.ts";
import type { Schema, SObjectType } from "../schema/types.ts";
import { compileFormula } from "./compile.ts";
import { FormulaError } from "./parser.ts";

/** Every formula of the project that does not compile: formula fields, default values, validation rules. */
export function checkFormulas(schema: Schema, project: Pick<ProjectSource, "objects">): SourceProblem[] {
  const problems: SourceProblem[] = [];
  for (const source of project.objects) {
    const type = schema.object(source.name);
    if (type === undefined) {
      continue;
    }
    const folder = source.path.replace(/\/(fields|validationRules|recordTypes)\/[^/]+$|\/[^/]+$/, "");
    const check = (text: string, path: string, componentType: string, name: string, expected?: "boolean"): void => {
      problems.push(
        ...problemOf(schema, type, text, expected, { path, componentType, componentName: `${type.name}.${name}` })
      );
    };
    for (const field of source.fields) {
      const path = `${folder}/fields/${field.name}.field-meta.xml`;
      const texts = [field.formula, field.defaultValue].filter((text) => text !== undefined);
      for (const text of texts) check(text, path, "CustomField", field.name);
    }
    for (const rule of source.validationRules) {
      check(
        rule.formula,
        `${folder}/validationRules/${rule.name}.validationRule-meta.xml`,
        "ValidationRule",
        rule.name,
        "boolean"
      );
    }
  }
  return problems;
}

function problemOf(
  schema: Schema,
  type: SObjectType,
  text: string,
  expected: "boolean" | undefined,
  place: Pick<SourceProblem, "path" | "componentType" | "componentName">
): SourceProblem[] {
  try {
    const formula = compileFormula(schema, type, text, { validation: place.componentType === "ValidationRule" });
    if (expected !== undefined && formula.type !== expected && formula.type !== "any") {
      throw new FormulaError(
        `Formula result is data type (${formula.type}), incompatible with expected data type (true or false)`,
        0
      );
    }
    return [];
  } catch (error) {
    if (!(error instanceof FormulaError)) {
      throw error;
    }
    return [{ ...place, line: 1, column: 1, message: `${error.message} (formula, character ${error.offset + 1})` }];
  }
}
