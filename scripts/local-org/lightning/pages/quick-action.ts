import { textOf, type XmlElement } from "../../metadata/xml.ts";
import type { ProjectSource, XmlComponent } from "../../metadata/types.ts";
import { namespaced } from "../../schema/namespace.ts";
import type { Schema, SObjectType } from "../../schema/types.ts";
import type { ActionEffect } from "../protocol/record-actions.ts";

/** An action of an object's records ("Metadata API Developer Guide: QuickAction"). */
export interface QuickAction {
  /** Without the object: `Submit_Claim`. */
  readonly name: string;
  readonly label: string;
  readonly does: ActionEffect;
}

/** @param asked `Invoice__c.Submit_Claim`, as layouts and pages name it */
export function quickActionOf(
  project: ProjectSource | undefined,
  schema: Schema,
  type: SObjectType,
  asked: string
): QuickAction | undefined {
  const component = project?.components.find(
    (one) => one.type === "QuickAction" && one.name.toLowerCase() === asked.toLowerCase()
  );
  return component && belongsTo(component, type, project!.namespace) ? readAction(component, schema) : undefined;
}

function belongsTo({ name }: XmlComponent, type: SObjectType, namespace: string): boolean {
  const object = name.includes(".") ? name.split(".")[0]! : undefined;
  return object === undefined || namespaced(object, namespace).toLowerCase() === type.name.toLowerCase();
}

function readAction({ name, content }: XmlComponent, schema: Schema): QuickAction {
  const element = content as XmlElement;
  const own = name.split(".").at(-1)!;
  return { name: own, label: textOf(element, "label") ?? own, does: effectOf(element, schema) };
}

function effectOf(element: XmlElement, schema: Schema): ActionEffect {
  const kind = textOf(element, "type") ?? "";
  const component = textOf(element, "lightningWebComponent");
  if (kind === "LightningWebComponent" && component)
    return {
      kind: "component",
      component: `c:${component}`,
      subtype: textOf(element, "actionSubtype") ?? "ScreenAction"
    };
  const target = schema.object(textOf(element, "targetObject") ?? "");
  const parent = target?.field(textOf(element, "targetParentField") ?? "");
  if (kind === "Create" && target)
    return { kind: "create", object: target.name, ...(parent ? { parentField: parent.name } : {}) };
  return kind === "Update" ? { kind: "update" } : { kind: "other", type: kind };
}
