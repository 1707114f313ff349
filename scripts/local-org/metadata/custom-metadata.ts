import type { SourceFile } from "./problems.ts";
import type { CustomMetadataRecord } from "./types.ts";
import { elementsOf, textOf, type XmlElement } from "./xml.ts";

const known: ReadonlySet<string> = new Set(["label", "protected", "values", "description"]);

/** "Metadata API Developer Guide: CustomMetadata"; the file is called `Type.Record.md-meta.xml`. */
export function readCustomMetadata(
  file: SourceFile,
  fileName: string,
  content: XmlElement
): CustomMetadataRecord | undefined {
  file.requireKnown(content, known, "CustomMetadata");
  const [type, developerName] = fileName.split(".");
  if (type === undefined || developerName === undefined) {
    file.problem("A custom metadata record's file is called Type.Record.md-meta.xml");
    return undefined;
  }
  const values = new Map<string, string | null>();
  for (const entry of elementsOf(content, "values")) {
    values.set(textOf(entry, "field") ?? "", textOf(entry, "value") ?? null);
  }
  return {
    object: type.endsWith("__mdt") ? type : `${type}__mdt`,
    developerName,
    label: textOf(content, "label") ?? developerName,
    path: file.path,
    values
  };
}
