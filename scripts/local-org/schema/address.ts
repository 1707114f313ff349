import type { Field, SObjectType } from "./types.ts";

const suffixes = [
  "Street",
  "City",
  "State",
  "PostalCode",
  "Country",
  "Latitude",
  "Longitude",
  "GeocodeAccuracy"
] as const;

const part = new RegExp(`^(.*?)(${suffixes.join("|")})$`);

/** The compound address or custom geolocation that a field is a part of; undefined where it is none. */
export function compoundOfPart(type: SObjectType, field: Field): Field | undefined {
  const [, location] = /^(.*)__(?:Latitude|Longitude)__s$/.exec(field.name) ?? [];
  if (location !== undefined) return type.field(`${location}__c`);
  const [, prefix] = part.exec(field.name) ?? [];
  const compound = prefix === undefined ? undefined : type.field(`${prefix}Address`);
  return compound?.type === "address" ? compound : undefined;
}

/** "Object Reference: Address Compound Fields": the names of the fields that a compound one is made of. */
export function addressParts(type: SObjectType, address: Field): string[] {
  const prefix = address.name.slice(0, -"Address".length);
  return suffixes.map((suffix) => prefix + suffix).filter((name) => type.field(name) !== undefined);
}
