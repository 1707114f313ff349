import type { SourceFile } from "./problems.ts";
import type { ApexSource } from "./types.ts";
import { textOf, type XmlElement } from "./xml.ts";

const known: ReadonlySet<string> = new Set(["apiVersion", "status", "fullName", "packageVersions", "urls"]);

/** "Metadata API Developer Guide: ApexClass", "ApexTrigger": the source with what its meta file says of it. */
export function readApex(source: SourceFile, meta: SourceFile, content: XmlElement): ApexSource {
  meta.requireKnown(content, known, source.componentType);
  const apiVersion = Number(textOf(content, "apiVersion"));
  if (!(apiVersion > 0)) {
    meta.problem("Invalid api version specified: element apiVersion is missing or wrong", "<apiVersion");
  }
  const status = textOf(content, "status") ?? "Active";
  if (status !== "Active" && status !== "Inactive" && status !== "Deleted") {
    meta.problem(`'${status}' is not a valid value for the enum 'ApexCodeUnitStatus'`, "<status");
  }
  return {
    name: source.componentName,
    path: source.path,
    source: source.text,
    apiVersion,
    status: status as ApexSource["status"]
  };
}
