/**
 * What may be a name in Apex. The grammar takes the letters of every script, `$` and `_` at either end; the platform takes
 * ASCII letters, digits and single underscores, a letter first ("Apex Developer Guide: Variables", and the rule for API
 * names of "Metadata API Developer Guide: CustomObject", fullName).
 */

/** A name where it is used; names of custom objects and fields have two underscores before their suffix. */
export function isIdentifier(text: string): boolean {
  return /^[A-Za-z][A-Za-z0-9_]*$/.test(text);
}

/** A name where Apex declares it. */
export function isDeclarable(text: string): boolean {
  return isIdentifier(text) && !/__|_$/.test(text) && text.length <= 255;
}

/** The platform's words. */
export function invalidIdentifier(text: string): string {
  return `Invalid identifier '${text}'. Apex identifiers must start with an ASCII letter (a-z or A-Z) followed by any number of ASCII letters (a-z or A-Z), digits (0 - 9), '_'.`;
}
