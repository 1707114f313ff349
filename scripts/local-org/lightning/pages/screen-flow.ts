import { elementOf, elementsOf, flagOf, textOf, type XmlElement } from "../../metadata/xml.ts";
import type { ProjectSource } from "../../metadata/types.ts";

/** A flow of one screen with one Lightning web component ("Metadata API Developer Guide: Flow"). */
export interface ScreenFlow {
  readonly name: string;
  readonly label: string;
  /** Whether only permission sets and profiles that name it may run it. */
  readonly isRestricted: boolean;
  /** For example `c:bulkAdjustment`. */
  readonly component: string;
  /** Properties of the component and what they are given: a variable that the flow is started with, or a fixed value. */
  readonly properties: readonly (
    | { readonly name: string; readonly variable: string; readonly isCollection: boolean }
    | { readonly name: string; readonly value: string | number | boolean }
  )[];
}

/** The local org does not run this flow; the message says what it does not know. */
export class FlowNotRun extends Error {}

const RUN = new Set(["start", "screens", "variables"]);
/** What says something about the flow, and does nothing. */
const SAID =
  /^(apiVersion|areMetricsLoggedToDataCloud|customErrors|description|environments|fullName|interviewLabel|isAdditionalPermissionRequiredToRun|isTemplate|label|migratedFromWorkflowRuleName|processMetadataValues|processType|runInMode|status|timeZoneSidKey|\?xml|@_.*)$/;

/**
 * Reads the flow, as far as pages need flows: one screen that shows one component. Every other element is refused by name.
 *
 * @returns undefined where there is no active flow of that name
 * @throws FlowNotRun
 */
export function screenFlowOf(project: ProjectSource | undefined, name: string): ScreenFlow | undefined {
  const component = project?.components.find(({ type, name: one }) => type === "Flow" && one === name);
  const flow = component?.content as XmlElement | undefined;
  if (!flow || textOf(flow, "status") !== "Active") return undefined;
  const unknown = Object.keys(flow).find((element) => !RUN.has(element) && !SAID.test(element));
  if (unknown !== undefined) throw new FlowNotRun(`The local org does not run ${unknown} of flows: ${name}`);
  if (textOf(flow, "processType") !== "Flow") throw new FlowNotRun(`The local org runs screen flows alone: ${name}`);
  const screens = elementsOf(flow, "screens");
  const fields = elementsOf(screens[0] ?? {}, "fields");
  const shown = textOf(fields[0] ?? {}, "extensionName");
  if (screens.length !== 1 || fields.length !== 1 || shown === undefined)
    throw new FlowNotRun(`The local org runs flows of one screen with one component: ${name}`);
  return {
    name,
    label: textOf(flow, "label") ?? name,
    isRestricted: flagOf(flow, "isAdditionalPermissionRequiredToRun"),
    component: shown,
    properties: elementsOf(fields[0]!, "inputParameters").map((parameter) => readProperty(flow, parameter))
  };
}

function readProperty(flow: XmlElement, parameter: XmlElement): ScreenFlow["properties"][number] {
  const name = textOf(parameter, "name") ?? "";
  const value = elementOf(parameter, "value") ?? {};
  const reference = textOf(value, "elementReference");
  if (reference !== undefined) {
    const variable = elementsOf(flow, "variables").find((one) => textOf(one, "name") === reference);
    if (!variable) throw new FlowNotRun(`The local org does not know the resource ${reference} of flows`);
    return { name, variable: reference, isCollection: flagOf(variable, "isCollection") };
  }
  const number = textOf(value, "numberValue");
  if (number !== undefined) return { name, value: Number(number) };
  const flag = textOf(value, "booleanValue");
  return { name, value: flag === undefined ? (textOf(value, "stringValue") ?? "") : flag === "true" };
}
