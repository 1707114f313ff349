import type { Decimal } from "../values/decimal.ts";
import { number, strict, type FormulaFunction } from "./function-kinds.ts";
import { FormulaFault, GeoPoint } from "./values.ts";

/** Mean radius of the earth in each unit, as in the platform's own engine. */
const radii: ReadonlyMap<string, number> = new Map([
  ["mi", 3958.761],
  ["km", 6371.009]
]);

/** "Salesforce Help: Formula Operators and Functions by Context", DISTANCE and GEOLOCATION. */
export const geoFunctions: Record<string, FormulaFunction> = {
  GEOLOCATION: strict(
    ["number", "number"],
    "location",
    ([latitude, longitude]) => new GeoPoint((latitude as Decimal).toNumber(), (longitude as Decimal).toNumber())
  ),
  DISTANCE: strict(["location", "location", "text"], "number", ([from, to, unit]) => {
    const radius = radii.get(unit as string);
    if (radius === undefined) {
      throw new FormulaFault(`Invalid unit for the distance() function: ${unit as string}`);
    }
    return number(radius * angleBetween(from as GeoPoint, to as GeoPoint));
  })
};

const radians = (degrees: number): number => (degrees * Math.PI) / 180;

/** The angle in radians that two places make at the middle of the earth, by the haversine. */
function angleBetween(from: GeoPoint, to: GeoPoint): number {
  const rise = Math.sin(radians(to.latitude - from.latitude) / 2);
  const turn = Math.sin(radians(to.longitude - from.longitude) / 2);
  const share = rise * rise + Math.cos(radians(from.latitude)) * Math.cos(radians(to.latitude)) * turn * turn;
  return 2 * Math.asin(Math.min(1, Math.sqrt(share)));
}
