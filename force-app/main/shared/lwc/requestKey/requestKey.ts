/**
 * Names one intention of the user: pressing twice, or again after a lost answer, happens once.
 * @returns 35 characters that nobody guesses
 */
export function newRequestKey(): string {
  const random = crypto.getRandomValues(new Uint8Array(16));
  return `ui-${Array.from(random, (byte) => byte.toString(16).padStart(2, "0")).join("")}`;
}
