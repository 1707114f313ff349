import { posix } from "node:path";
import { flagOf, textOf, type XmlElement } from "../metadata/xml.ts";
import type { ProjectSource, XmlComponent } from "../metadata/types.ts";
import { Decimal } from "../values/decimal.ts";
import type { FieldValue } from "../values/field-value.ts";
import { markupOf } from "./markup.ts";

/** Writes a record of the org, found by its key or new. @returns its id */
export type Put = (object: string, key: Record<string, string>, values: Record<string, FieldValue>) => string;

/** "Metadata API Developer Guide: EmailTemplate", EmailFolder: templates and their folders are records as well. */
export function installEmailTemplates(project: ProjectSource, put: Put): void {
  const folders = new Map(
    componentsOf(project, "EmailFolder").map((folder) => [folder.name, installFolder(folder, put)] as const)
  );
  for (const { name, path, content } of componentsOf(project, "EmailTemplate")) {
    const folder = folders.get(posix.basename(posix.dirname(path))) ?? null;
    put("EmailTemplate", { DeveloperName: name }, templateValues(project, path, content as XmlElement, folder));
  }
}

function installFolder({ name, content }: XmlComponent, put: Put): string {
  const element = content as XmlElement;
  return put(
    "Folder",
    { DeveloperName: name, Type: "Email" },
    {
      Name: textOf(element, "name") ?? name,
      AccessType: textOf(element, "accessType") ?? "Public",
      IsReadonly: textOf(element, "publicFolderAccess") === "ReadOnly"
    }
  );
}

/** The body lies beside the metadata file: HTML, or plain text for templates of texts. */
function templateValues(
  project: ProjectSource,
  path: string,
  element: XmlElement,
  folder: string | null
): Record<string, FieldValue> {
  const type = textOf(element, "type") ?? "custom";
  const body = markupOf(project, path);
  return {
    Name: textOf(element, "name") ?? posix.basename(path),
    FolderId: folder,
    TemplateType: type,
    TemplateStyle: textOf(element, "style") ?? "none",
    IsActive: flagOf(element, "available"),
    Encoding: textOf(element, "encodingKey") ?? "UTF-8",
    Description: textOf(element, "description") ?? null,
    Subject: textOf(element, "subject") ?? null,
    HtmlValue: type === "text" ? null : body,
    Body: type === "text" ? body : (textOf(element, "textOnly") ?? null),
    ApiVersion: Decimal.fromNumber(Number(textOf(element, "apiVersion") ?? project.sourceApiVersion))
  };
}

function componentsOf(project: ProjectSource, type: string): XmlComponent[] {
  return project.components.filter((one) => one.type === type);
}
