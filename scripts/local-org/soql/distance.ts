import { defineField } from "../schema/field.ts";
import type { Field } from "../schema/types.ts";
import type { DistanceNode, GeolocationNode, PathNode, ValueNode } from "./ast.ts";
import { invalidField, malformed } from "./error.ts";
import type { NameResolver } from "./names.ts";
import type { SqlExpression } from "./plan.ts";

/** Mean radius of the Earth by unit, as the haversine formula takes it. */
const RADII = { km: 6371.0088, mi: 3958.7613 } as const;

export type DistanceUnit = keyof typeof RADII;

const distanceField: Field = defineField({ name: "distance", type: "double", precision: 18, scale: 10 });

/** The type of the numbers that binds of a place have to be. */
export const coordinateField: Field = defineField({ name: "coordinate", type: "double", precision: 18, scale: 15 });

/**
 * "SOQL and SOSL Reference: Location-Based SOQL Queries": DISTANCE(location, location or GEOLOCATION(latitude, longitude), unit),
 * null where one of the two is not known whole.
 */
export function distanceOf(names: NameResolver, node: DistanceNode): SqlExpression {
  const from = coordinatesOf(names, node.from);
  const to = node.to.kind === "path" ? coordinatesOf(names, node.to) : placeOf(node.to);
  const sql = `great_circle(${[...from, ...to].join(", ")}, '${node.unit}')`;
  return { sql, field: distanceField, aggregate: false, text: node.text };
}

function coordinatesOf(names: NameResolver, path: PathNode): string[] {
  const name = path.parts[path.parts.length - 1]!;
  if (!/(__c|Address)$/i.test(name)) throw invalidField(`field ${name} is not a location`, path.offset);
  const parts = /__c$/i.test(name)
    ? [name.replace(/__c$/i, "__Latitude__s"), name.replace(/__c$/i, "__Longitude__s")]
    : [name.replace(/Address$/i, "Latitude"), name.replace(/Address$/i, "Longitude")];
  return parts.map((part) => {
    const resolved = names.resolve({ ...path, parts: [...path.parts.slice(0, -1), part] });
    return `${resolved.expression.sql} / 1e${resolved.field.scale}`;
  });
}

function placeOf({ latitude, longitude }: GeolocationNode): string[] {
  return [latitude, longitude].map((value) => {
    if (value.kind === "number") return String(Number(value.value));
    if (value.kind === "bind") return `bound_number('${value.name.replaceAll("'", "")}')`;
    throw malformed("GEOLOCATION takes a latitude and a longitude", value.offset);
  });
}

/** The binds of a distance, whose values are numbers. */
export function bindsOf({ to }: DistanceNode): Extract<ValueNode, { kind: "bind" }>[] {
  if (to.kind === "path") return [];
  return [to.latitude, to.longitude].filter((value) => value.kind === "bind");
}

/** The haversine distance, as whole numbers of the scale in which distances are compared. */
export function greatCircle(
  latitude: number | null,
  longitude: number | null,
  otherLatitude: number | null,
  otherLongitude: number | null,
  unit: DistanceUnit
): number | null {
  if (latitude === null || longitude === null || otherLatitude === null || otherLongitude === null) return null;
  const radians = (degrees: number) => (degrees * Math.PI) / 180;
  const across = Math.sin(radians(otherLatitude - latitude) / 2) ** 2;
  const along = Math.sin(radians(otherLongitude - longitude) / 2) ** 2;
  const chord = across + Math.cos(radians(latitude)) * Math.cos(radians(otherLatitude)) * along;
  return Math.round(2 * RADII[unit] * Math.asin(Math.min(1, Math.sqrt(chord))) * 10 ** distanceField.scale);
}
