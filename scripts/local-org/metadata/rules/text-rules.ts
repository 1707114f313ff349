import type { SourceFile } from "../problems.ts";
import { elementsOf, textsOf, type XmlElement } from "../xml.ts";

/**
 * Most characters of a text, by type and element, from the types' pages of the Metadata API Developer Guide and the Object
 * Reference; descriptions of 255 as refusals of orgs name them.
 */
const limits: Readonly<Record<string, Readonly<Record<string, number>>>> = {
  CustomObject: { label: 40, pluralLabel: 40, description: 1000 },
  CustomField: { label: 40, description: 1000, inlineHelpText: 510 },
  ValidationRule: { description: 255, errorMessage: 255 },
  ListView: { label: 40 },
  RecordType: { label: 80, description: 255 },
  CustomNotificationType: { masterLabel: 80, description: 255 },
  PermissionSet: { label: 80, description: 255 },
  CustomPermission: { label: 80, description: 255 },
  CustomLabel: { fullName: 80, shortDescription: 80, value: 1000 },
  CustomTab: { description: 1000 }
};

const labelled: Readonly<Record<string, string>> = {
  description: "Description",
  errorMessage: "Error Message",
  inlineHelpText: "Help Text",
  label: "Label",
  masterLabel: "Label",
  pluralLabel: "Plural Label",
  shortDescription: "Short Description",
  value: "Value",
  fullName: "Name"
};

/** Lists whose entries are components with limits of their own. */
const lists: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  CustomLabels: { labels: "CustomLabel" },
  CustomObject: {
    fields: "CustomField",
    validationRules: "ValidationRule",
    listViews: "ListView",
    recordTypes: "RecordType"
  }
};

/** Texts that are longer than an org can store. */
export function checkTexts(file: SourceFile, type: string, content: XmlElement): void {
  for (const [element, limit] of Object.entries(limits[type] ?? {}))
    for (const text of textsOf(content, element))
      if (text.length > limit)
        file.problem(
          `Value too long for field: ${labelled[element]} maximum length is:${limit}`,
          `<${element}>${text.slice(0, 30)}`
        );
  for (const [list, child] of Object.entries(lists[type] ?? {}))
    for (const one of elementsOf(content, list)) checkTexts(file, child, one);
}
