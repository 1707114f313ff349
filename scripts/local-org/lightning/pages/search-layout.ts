import type { ProjectSource } from "../../metadata/types.ts";
import { namespaced } from "../../schema/namespace.ts";
import type { SObjectType } from "../../schema/types.ts";
import { defaultColumns } from "./layout.ts";

/**
 * The columns in which found records are shown, the name first ("Metadata API Developer Guide: CustomObject",
 * SearchLayouts): those of the project, else those of a list.
 */
export function searchLayoutOf(project: ProjectSource | undefined, type: SObjectType): string[] {
  const object = project?.objects.find((one) => namespaced(one.name, project.namespace) === type.name);
  const fields = object?.definition?.searchResultFields ?? [];
  if (fields.length === 0) return defaultColumns(type);
  const known = fields.flatMap((field) => type.field(field)?.name ?? []);
  return [...new Set([...(type.nameField ? [type.nameField.name] : []), ...known])];
}
