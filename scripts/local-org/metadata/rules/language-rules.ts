import { withDeployedSettings } from "../language-settings.ts";
import type { LanguageSettings, ProjectSource, SourceProblem } from "../types.ts";

/** "Metadata API Developer Guide: Translations": the languages of every org, and those that end-user languages add. */
const fullySupported: ReadonlySet<string> = new Set(
  "zh_CN zh_TW da nl_NL en_US fi fr de it ja ko no pt_BR ru es es_MX sv th".split(" ")
);
const endUser: ReadonlySet<string> = new Set("ar bg hr cs en_GB el iw hu in pl pt_PT ro sk sl tr uk vi".split(" "));

const translationTypes: ReadonlySet<string> = new Set([
  "Translations",
  "CustomObjectTranslation",
  "GlobalValueSetTranslation",
  "StandardValueSetTranslation"
]);

/** Translations into languages that the project's org has not turned on. */
export function languageProblems(project: ProjectSource): SourceProblem[] {
  const settings = withDeployedSettings(project.languages, project.components);
  if (settings === undefined) return [];
  return project.components
    .filter(({ type }) => translationTypes.has(type))
    .flatMap(({ type, name, path }) => {
      const setting = missingSetting(settings, name.split("-").at(-1)!);
      return setting === undefined
        ? []
        : [
            {
              path,
              line: 1,
              column: 1,
              message: `Not available for deploy for this organization (languageSettings.${setting} is off)`,
              componentType: type,
              componentName: name
            }
          ];
    });
}

function missingSetting(settings: LanguageSettings, language: string): string | undefined {
  if (!settings.translationWorkbench) return "enableTranslationWorkbench";
  if (fullySupported.has(language)) return undefined;
  if (endUser.has(language)) return settings.endUserLanguages ? undefined : "enableEndUserLanguages";
  return settings.platformLanguages ? undefined : "enablePlatformLanguages";
}
