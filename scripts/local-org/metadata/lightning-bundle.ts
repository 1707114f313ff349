import type { SourceFile } from "./problems.ts";
import type { BundleFile, LightningBundle } from "./types.ts";
import { elementOf, flagOf, textsOf, type XmlElement } from "./xml.ts";

/** "Lightning Web Components Developer Guide: XML Configuration File Elements". */
const known: ReadonlySet<string> = new Set([
  "apiVersion",
  "capabilities",
  "description",
  "isExposed",
  "masterLabel",
  "runtimeNamespace",
  "targets",
  "targetConfigs"
]);

export function readBundle(
  file: SourceFile,
  name: string,
  path: string,
  files: readonly BundleFile[],
  content: XmlElement
): LightningBundle {
  file.requireKnown(content, known, "LightningComponentBundle");
  const targets = elementOf(content, "targets");
  return {
    name,
    path,
    files,
    isExposed: flagOf(content, "isExposed"),
    targets: targets === undefined ? [] : textsOf(targets, "target")
  };
}
