import { existsSync, readFileSync } from "node:fs";
import type { LanguageSettings, XmlComponent } from "./types.ts";
import { elementOf, flagOf, type XmlElement } from "./xml.ts";

/**
 * What a project's org says of languages: its scratch org definition, whose settings are off where it does not name them
 * ("Metadata API Developer Guide: LanguageSettings"). Undefined without a definition: nobody knows what the org has then.
 */
export function readLanguageSettings(file: string): LanguageSettings | undefined {
  if (!existsSync(file)) return undefined;
  const { settings } = JSON.parse(readFileSync(file, "utf8")) as {
    readonly settings?: { readonly languageSettings?: Readonly<Record<string, unknown>> };
  };
  return languageSettings((name) => settings?.languageSettings?.[name] === true);
}

/** The same with what the project's own `Language.settings` turns on. */
export function withDeployedSettings(
  settings: LanguageSettings | undefined,
  components: readonly XmlComponent[]
): LanguageSettings | undefined {
  const deployed = components.find(({ type, name }) => type === "Settings" && name === "Language");
  if (settings === undefined || deployed === undefined) return settings;
  const content = deployed.content as XmlElement;
  const element = elementOf(content, "languageSettings") ?? content;
  const on = languageSettings((name) => flagOf(element, name));
  return {
    translationWorkbench: settings.translationWorkbench || on.translationWorkbench,
    endUserLanguages: settings.endUserLanguages || on.endUserLanguages,
    platformLanguages: settings.platformLanguages || on.platformLanguages
  };
}

/** Platform-only languages turn end-user languages on. */
function languageSettings(isOn: (name: string) => boolean): LanguageSettings {
  const platformLanguages = isOn("enablePlatformLanguages");
  return {
    translationWorkbench: isOn("enableTranslationWorkbench"),
    endUserLanguages: platformLanguages || isOn("enableEndUserLanguages"),
    platformLanguages
  };
}
