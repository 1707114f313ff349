import { flagOf, textOf, type XmlElement } from "../../metadata/xml.ts";
import type { ObjectSource, ProjectSource } from "../../metadata/types.ts";
import { namespaced } from "../../schema/namespace.ts";
import type { SObjectType } from "../../schema/types.ts";
import type { ListButton } from "../protocol/list-buttons.ts";

/** The project's buttons above an object's lists, in order ("CustomObject: SearchLayouts", listViewButtons). */
export function listButtonsOf(project: ProjectSource | undefined, type: SObjectType): ListButton[] {
  const object = objectSourceOf(project, type);
  return (object?.definition?.listButtons ?? []).flatMap((name) => {
    const link = project!.components.find((one) => one.type === "WebLink" && one.name === `${object!.name}.${name}`);
    return link ? [readButton(name, link.content as XmlElement)] : [];
  });
}

/** Whether the object's lists offer a standard button, such as `New`. */
export function offersOnLists(project: ProjectSource | undefined, type: SObjectType, button: string): boolean {
  return !objectSourceOf(project, type)?.definition?.excludedListButtons?.includes(button);
}

function objectSourceOf(project: ProjectSource | undefined, type: SObjectType): ObjectSource | undefined {
  return project?.objects.find((one) => namespaced(one.name, project.namespace) === type.name);
}

function readButton(name: string, content: XmlElement): ListButton {
  return {
    name,
    label: textOf(content, "masterLabel") ?? name,
    needsSelection: flagOf(content, "requireRowSelection"),
    does: effectOf(textOf(content, "linkType") ?? "", textOf(content, "url") ?? "")
  };
}

function effectOf(linkType: string, address: string): ListButton["does"] {
  if (linkType !== "url") return { kind: "other", type: linkType };
  const [, flow, query = ""] = /^\/flow\/(?:\w+\/)?(\w+)(?:\?(.*))?$/.exec(address) ?? [];
  if (flow === undefined) return { kind: "open", address };
  const returnAddress = new URLSearchParams(query).get("retURL");
  return {
    kind: "flow",
    flow,
    ...(returnAddress === null ? {} : { returnAddress: `/${returnAddress.replace(/^\/+/, "")}` })
  };
}
