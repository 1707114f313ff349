import { flagOf, textOf, type XmlElement } from "../../metadata/xml.ts";
import { namespaced } from "../../schema/namespace.ts";
import type { SObjectType } from "../../schema/types.ts";
import type { PathView } from "../protocol/path.ts";
import { readable, readOne, typeOfId, type ViewContext } from "./record-views.ts";

/**
 * The steps of a record's path and where it is on it, or null where its object has no active path, or the user may not see the
 * field ("Metadata API Developer Guide: PathAssistant": one for each record type; here that of the master record type).
 */
export function pathView(context: ViewContext, given: string): PathView | null {
  const { type, id } = typeOfId(context.tx.schema, given);
  const name = fieldOfPath(context, type);
  const [field] = name === undefined ? [] : readable(context, type, [name]);
  if (!field) return null;
  const current = readOne(context, type, id, [field]).get(field.name);
  const steps = field.picklistValues
    .filter((step) => step.active || step.value === current)
    .map((step) => ({ value: step.value, label: context.words.value(type, field, step.label) }));
  return { label: context.words.field(type, field), steps, current: current as string | null };
}

function fieldOfPath({ org }: ViewContext, type: SObjectType): string | undefined {
  const namespace = org.source?.namespace ?? "";
  const path = org.source?.components.find(({ type: kind, content }) => {
    const element = content as XmlElement;
    return (
      kind === "PathAssistant" &&
      flagOf(element, "active") &&
      textOf(element, "recordTypeName") === "__MASTER__" &&
      namespaced(textOf(element, "entityName") ?? "", namespace) === type.name
    );
  });
  const name = path && textOf(path.content as XmlElement, "fieldName");
  return name && type.field(name)?.name;
}
