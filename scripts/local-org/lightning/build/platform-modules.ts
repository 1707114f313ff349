import { existsSync } from "node:fs";
import { join } from "node:path";
import type { Plugin } from "rollup";
import { namespaced } from "../../schema/namespace.ts";

export interface PlatformModulesOptions {
  readonly browserFolder: string;
  /** Names of the project's components. */
  readonly components: readonly string[];
  /** Of the project: what its components call `Points__c` is `ns__Points__c` for the org. */
  readonly namespace: string;
}

const PREFIX = "\0platform:";
const MISSING = "\0missing:";

/** Modules that an org brings: `lightning/map`, `@salesforce/apexContinuation/…`, of managed packages `omnistudio/…` too. */
const PLATFORM_MODULE = /^(?:lightning|force|aura|@salesforce|experience|commerce|omnistudio|runtime_\w+)\//;

/** Modules that base components import under names of their own and that have no file in their package. */
const OWN_MODULES: Readonly<Record<string, string>> = { "force/navigation": "navigation" };

/** The others are the same for everyone: those of the base components' package. */
const I18N_OF_USER =
  /^(lang|locale|timeZone|currency|dir|firstDayOfWeek|dateTime\.(short|medium|long)DateFormat|dateTime\.(short|medium)TimeFormat|number\.(decimalSeparator|groupingSeparator|percentSign|minusSign|currencySymbol|percentFormat|currencyFormat))$/;

/**
 * Resolves what the platform itself offers to components ("Lightning Web Components Developer Guide: Module
 * Reference"): `@salesforce/*` values and the `lightning/*` modules that are services, not base components. A module
 * that is neither here nor in the base components' package fails by name when a component that needs it is shown, which
 * leaves the other components of the page as they are.
 */
export function platformModules({ browserFolder, components, namespace }: PlatformModulesOptions): Plugin {
  return {
    name: "platform-modules",
    async resolveId(source, importer, options) {
      if (source === "local:components") return PREFIX + source;
      // The base components bring their own labels and number formats; the user's language and zone are ours.
      if (source.startsWith("@salesforce/") && virtualModule(source, namespace)) return PREFIX + source;
      const service = OWN_MODULES[source] ?? /^lightning\/(\w+)$/.exec(source)?.[1];
      const file = service && join(browserFolder, "platform", `${service}.ts`);
      if (file && existsSync(file)) return file;
      if (!PLATFORM_MODULE.test(source)) return null;
      const found = await this.resolve(source, importer, { ...options, skipSelf: true });
      return found ?? { id: MISSING + source, syntheticNamedExports: true };
    },
    load(id) {
      if (id.startsWith(MISSING)) return missingModule(id.slice(MISSING.length));
      if (!id.startsWith(PREFIX)) return null;
      const name = id.slice(PREFIX.length);
      return name === "local:components" ? componentRegistry(components) : virtualModule(name, namespace)!;
    }
  };
}

function missingModule(name: string): string {
  return `throw new Error(${JSON.stringify(`the local org does not have ${name}`)});\nexport default {};`;
}

function componentRegistry(components: readonly string[]): string {
  const entries = components.map(
    (name) => `  ${JSON.stringify(`c:${name}`)}: () => import(${JSON.stringify(`c/${name}`)})`
  );
  return `export const components = {\n${entries.join(",\n")}\n};`;
}

/** The module's source, or undefined where it is not one of ours. */
function virtualModule(name: string, namespace: string): string | undefined {
  const [, kind, rest = ""] = /^@salesforce\/(\w+)(?:\/(.+))?$/.exec(name) ?? [];
  switch (kind) {
    case "apex":
      return rest === "" ? apexHelpers : apexMethod(rest);
    case "schema":
      return schemaReference(rest, namespace);
    case "label":
      return rest.startsWith("c.") ? label(rest.slice(2)) : undefined;
    case "user":
      return `import { page } from "local/page";\nexport default page.user[${JSON.stringify(rest)}];`;
    case "i18n":
      return I18N_OF_USER.test(rest)
        ? `import { i18n } from "local/i18n";\nexport default i18n[${JSON.stringify(rest)}];`
        : undefined;
    case "customPermission":
    case "userPermission":
      return `import { page } from "local/page";\nexport default page.permissions.includes(${JSON.stringify(rest.replace(/^c\./, ""))}) || undefined;`;
    case "resourceUrl":
      return `export default ${JSON.stringify(`/lightning/resource/${rest.replace(/^c\./, "")}`)};`;
    case "community":
      return rest === "basePath"
        ? `import { page } from "local/page";\nexport default page.site?.prefix ?? "";`
        : undefined;
    case "client":
      return `import { page } from "local/page";\nexport default page.formFactor;`;
    case "gate":
      // ElementInternals needs native shadow roots; the pages use synthetic ones so that the design system applies.
      return rest.includes("ElementInternals") ? "export default { isOpen: () => false };" : undefined;
    case "messageChannel":
      return `export default { channel: ${JSON.stringify(rest)} };`;
    default:
      return undefined;
  }
}

const apexHelpers = `export { refreshApex, getSObjectValue } from "local/apex";`;

function apexMethod(reference: string): string {
  const [className, method] = reference.split(".");
  return `import { apexMethod } from "local/apex";\nexport default apexMethod(${JSON.stringify(className)}, ${JSON.stringify(method)});`;
}

function schemaReference(reference: string, namespace: string): string {
  const [object = "", ...path] = reference.split(".").map((name) => namespaced(name, namespace));
  const value = path.length === 0 ? { objectApiName: object } : { fieldApiName: path.join("."), objectApiName: object };
  return `export default ${JSON.stringify(value)};`;
}

function label(name: string): string {
  return `import { page } from "local/page";\nexport default page.labels[${JSON.stringify(name)}] ?? ${JSON.stringify(`[${name}]`)};`;
}
