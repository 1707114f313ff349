import type { SObjectRecord } from "../../../schema/record.ts";
import { Decimal } from "../../../values/decimal.ts";
import type { FieldValue } from "../../../values/field-value.ts";
import { apexError } from "../../runtime/exceptions.ts";
import { readField } from "../../runtime/records.ts";
import { nullArgument } from "../definition/arguments.ts";
import { defineClass, type Implementation, type PropertyImplementation } from "../definition/define.ts";
import type { Members } from "../definition/platform-value.ts";

/** Value of the class System.Location. */
class LocationValue {
  readonly apexTypeName: string = "System.Location";
  readonly latitude: number | null;
  readonly longitude: number | null;

  constructor(latitude: number | null, longitude: number | null) {
    this.latitude = latitude;
    this.longitude = longitude;
  }

  toString(): string {
    return `API [location]: {latitude:${String(this.latitude)}, longitude:${String(this.longitude)}}`;
  }
}

/** Value of the class System.Address: a compound field's parts as they were read. */
class AddressValue extends LocationValue {
  override readonly apexTypeName = "System.Address";
  private readonly part: (name: string) => FieldValue;

  constructor(part: (name: string) => FieldValue) {
    super(coordinate(part("Latitude")), coordinate(part("Longitude")));
    this.part = part;
  }

  text(name: string): string | null {
    return this.part(name) as string | null;
  }
}

function coordinate(value: FieldValue): number | null {
  return value instanceof Decimal ? value.toNumber() : null;
}

/** The address that a record holds in its compound field, null where every part is blank. */
export function addressOf(record: SObjectRecord | null, field: string): AddressValue | null {
  if (record === null) return null;
  const prefix = field.slice(0, -"Address".length);
  const part = (name: string): FieldValue =>
    record.type.field(prefix + name) ? readField(record, prefix + name) : null;
  const names = ["Street", "City", "State", "PostalCode", "Country", "Latitude", "Longitude"];
  return names.every((name) => part(name) === null) ? null : new AddressValue(part);
}

const earthRadius = { mi: 3958.8, km: 6371.0088 } as const;

/** "SOQL and SOSL Reference: Location-Based SOQL Queries": the distance on the sphere; null where a place is not known. */
function distance(from: LocationValue | null, to: LocationValue | null, unit: string | null): number | null {
  if (from === null || to === null || unit === null) throw nullArgument();
  if (unit !== "mi" && unit !== "km")
    throw apexError("System.InvalidParameterValueException", `Invalid unit of distance: ${unit}`);
  if (from.latitude === null || from.longitude === null || to.latitude === null || to.longitude === null) return null;
  const radians = (degrees: number): number => (degrees * Math.PI) / 180;
  const north = Math.sin(radians(to.latitude - from.latitude) / 2) ** 2;
  const east = Math.sin(radians(to.longitude - from.longitude) / 2) ** 2;
  const chord = north + Math.cos(radians(from.latitude)) * Math.cos(radians(to.latitude)) * east;
  return 2 * earthRadius[unit] * Math.asin(Math.min(1, Math.sqrt(chord)));
}

export const locationClass = defineClass({
  name: "Location",
  documentation: "Apex Reference Guide: Location Class",
  members: {
    "static Location newInstance(Decimal latitude, Decimal longitude)": (
      latitude: Decimal | null,
      longitude: Decimal | null
    ) => new LocationValue(coordinate(latitude), coordinate(longitude)),
    "static Double getDistance(Location from, Location to, String unit)": distance,
    "Double getDistance(Location to, String unit)": distance,
    "Double getLatitude()": (self: LocationValue) => self.latitude,
    "Double getLongitude()": (self: LocationValue) => self.longitude,
    "readonly Double latitude": { get: (self: LocationValue) => self.latitude },
    "readonly Double longitude": { get: (self: LocationValue) => self.longitude }
  }
});

function textMembers(...names: string[]): Members {
  return Object.fromEntries<Implementation | PropertyImplementation>(
    names.flatMap((name) => {
      const read = (self: AddressValue): string | null => self.text(name);
      return [
        [`String get${name}()`, read],
        [`readonly String ${name}`, { get: read }]
      ];
    })
  );
}

export const addressClass = defineClass({
  name: "Address",
  documentation: "Apex Reference Guide: Address Class",
  extends: "Location",
  members: {
    ...textMembers("City", "Country", "CountryCode", "GeocodeAccuracy", "PostalCode", "State", "StateCode", "Street")
  }
});
