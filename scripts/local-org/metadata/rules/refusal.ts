import type { SourceProblem, XmlComponent } from "../types.ts";
import { placeOf } from "../xml.ts";

/** What a rule has against a component. */
export interface Refusal {
  /** A text near the mistake. */
  readonly near: string;
  readonly message: string;
}

export function problemsOf(component: XmlComponent, refusals: readonly Refusal[]): SourceProblem[] {
  const { path, xml, type, name } = component;
  return refusals.map(({ near, message }) => ({
    path,
    ...placeOf(xml, near),
    message,
    componentType: type,
    componentName: name
  }));
}
