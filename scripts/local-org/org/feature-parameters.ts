import type { ProjectSource } from "../metadata/types.ts";
import { textOf, type XmlElement } from "../metadata/xml.ts";
import type { Database } from "../storage/database.ts";
import { addFeatureParameter, type FeatureParameterKind } from "../storage/feature-parameters.ts";

/** Parameters of a project with their default values; what was set earlier stays. */
export function installFeatureParameters(database: Database, project: ProjectSource): void {
  for (const { type, name, content } of project.components) {
    const kind = /^FeatureParameter(Boolean|Date|Integer)$/.exec(type)?.[1];
    if (kind === undefined) continue;
    const value = textOf(content as XmlElement, "value") ?? null;
    addFeatureParameter(database, kind as FeatureParameterKind, name, value);
  }
}
