import { XMLParser } from "fast-xml-parser";
import type { LightningBundle } from "../types.ts";

/** What an administrator may fill in of a component on a page. */
export interface ComponentDesign {
  readonly properties: ReadonlyMap<string, { readonly required: boolean }>;
}

interface Property {
  readonly name?: string;
  readonly required?: string;
}

interface TargetConfig {
  readonly targets?: string;
  readonly property?: readonly Property[];
}

interface BundleFile {
  readonly LightningComponentBundle?: { readonly targetConfigs?: { readonly targetConfig?: readonly TargetConfig[] } };
}

const parser = new XMLParser({
  ignoreAttributes: false,
  attributeNamePrefix: "",
  parseAttributeValue: false,
  isArray: (name) => name === "targetConfig" || name === "property"
});

/** The properties that a component has on pages of that target (`lightning__RecordPage`), from its configuration file. */
export function designOf(bundle: LightningBundle, target: string): ComponentDesign {
  const file = bundle.files.find(({ path }) => path.endsWith("/" + bundle.name + ".js-meta.xml"));
  const text = file === undefined ? "" : Buffer.from(file.content).toString("utf8");
  const parsed = parser.parse(text) as BundleFile;
  const configs = parsed.LightningComponentBundle?.targetConfigs?.targetConfig ?? [];
  const properties = configs
    .filter(({ targets = "" }) => targets.split(",").some((one) => one.trim() === target))
    .flatMap(({ property = [] }) => property);
  return {
    properties: new Map(properties.map(({ name = "", required }) => [name, { required: required === "true" }]))
  };
}
