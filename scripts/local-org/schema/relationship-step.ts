import type { Field, Schema, SObjectType } from "./types.ts";

/** One step of a path through records: the reference that leads on, and the object it leads to. */
export interface RelationshipStep {
  readonly reference: Field;
  readonly target: SObjectType;
  /** Whether the path itself names the object: records of others are not meant then. */
  readonly namesTarget: boolean;
}

/**
 * "Salesforce Help: Formula Fields with Owner": `Owner:User` and `Owner:Queue`; without an object a user is meant.
 * Flows write such paths as formulas do.
 */
export function relationshipStep(schema: Schema, type: SObjectType, name: string): RelationshipStep | undefined {
  const [relationship, kind] = name.split(":");
  const reference = type.parentRelationship(relationship!);
  const target = reference && schema.object(targetOf(reference, kind) ?? "");
  return reference && target && { reference, target, namesTarget: kind !== undefined };
}

function targetOf({ referenceTo: targets }: Field, kind: string | undefined): string | undefined {
  if (kind === undefined) return targets.includes("User") ? "User" : targets[0];
  const wanted = kind.toLowerCase() === "queue" ? "group" : kind.toLowerCase();
  return targets.find((target) => target.toLowerCase() === wanted);
}
