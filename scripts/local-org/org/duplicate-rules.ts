import type { ProjectSource } from "../metadata/types.ts";
import { flagOf, textOf, type XmlElement } from "../metadata/xml.ts";
import type { FieldValue } from "../values/field-value.ts";

type Put = (object: string, key: Record<string, string>, values: Record<string, FieldValue>) => unknown;

/** "Object Reference: DuplicateRule"; "Metadata API Developer Guide: DuplicateRule": its full name is `Object.Rule`. */
export function installDuplicateRules(project: ProjectSource, put: Put, objectName: (name: string) => string): void {
  for (const { type, name, content } of project.components) {
    if (type !== "DuplicateRule") continue;
    const [object = "", developerName = ""] = name.split(".");
    const rule = content as XmlElement;
    put(
      "DuplicateRule",
      { DeveloperName: developerName, SobjectType: objectName(object) },
      {
        MasterLabel: textOf(rule, "masterLabel") ?? developerName,
        IsActive: flagOf(rule, "isActive"),
        Language: "en_US"
      }
    );
  }
}
