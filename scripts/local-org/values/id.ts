const idPattern = /^[a-zA-Z0-9]{15}(?:[a-zA-Z0-9]{3})?$/;
const suffixAlphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ012345";

/** Whether the text has the shape of a record id. That a suffix fits is not asked: tests make up ids like 003000000000000001. */
export function isValidId(text: string): boolean {
  return idPattern.test(text);
}

/**
 * The case-safe 18-character form of a 15- or 18-character id; null where it is no id.
 * See "Object Reference: Field Types", section ID Field Type.
 */
export function normalizeId(text: string): string | null {
  if (!isValidId(text)) {
    return null;
  }
  return text.length === 18 ? text.slice(0, 15) + text.slice(15).toUpperCase() : text + suffixOf(text);
}

/** @param id an id of at least 15 characters */
export function toId15(id: string): string {
  return id.slice(0, 15);
}

/** Whether two ids, of 15 or 18 characters each, name the same record. */
export function sameId(one: string, other: string): boolean {
  return one === other || normalizeId(one) === normalizeId(other);
}

/** The three characters that name the object. */
export function keyPrefixOf(id: string): string {
  return id.slice(0, 3);
}

/** Each of the three characters tells which of five characters are capitals. */
function suffixOf(id: string): string {
  let suffix = "";
  for (let chunk = 0; chunk < 15; chunk += 5) {
    let capitals = 0;
    for (let position = 0; position < 5; position++) {
      const code = id.charCodeAt(chunk + position);
      if (code >= 65 && code <= 90) {
        capitals |= 1 << position;
      }
    }
    suffix += suffixAlphabet[capitals];
  }
  return suffix;
}
