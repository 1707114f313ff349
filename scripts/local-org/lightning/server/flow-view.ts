import { ApiError } from "../../api/http/exchange.ts";
import { mayRunFlow } from "../../security/permissions.ts";
import { FlowNotRun, screenFlowOf, type ScreenFlow } from "../pages/screen-flow.ts";
import type { ViewContext } from "./record-views.ts";

/** What the page of a flow shows: its screen's component with the values that the flow is started with. */
export function flowView(context: ViewContext, name: string, given: URLSearchParams): unknown {
  const flow = readFlow(context, name);
  if (!flow) throw new ApiError(404, "NOT_FOUND", `There is no active flow ${name}`);
  if (!mayRunFlow(context.tx, name, flow.isRestricted))
    throw new ApiError(403, "INSUFFICIENT_ACCESS", "You do not have access to this flow. Ask an administrator.");
  const values = flow.properties.map((property) => [property.name, valueOf(property, given)]);
  return { label: flow.label, component: flow.component, properties: Object.fromEntries(values) as object };
}

function readFlow({ org }: ViewContext, name: string): ScreenFlow | undefined {
  try {
    return screenFlowOf(org.source, name);
  } catch (error) {
    if (error instanceof FlowNotRun) throw new ApiError(501, "NOT_IMPLEMENTED", error.message);
    throw error;
  }
}

function valueOf(property: ScreenFlow["properties"][number], given: URLSearchParams): unknown {
  if ("value" in property) return property.value;
  const text = given.get(property.variable);
  if (property.isCollection) return text ? text.split(",") : [];
  return text ?? undefined;
}
