/**
 * Apex is read twice over: by the reader of this folder, which is quick and takes only what it is sure of, and, where that
 * is unsure, by the grammar of `@apexdevtools/apex-parser`, which decides and which finds the words for a mistake. So the
 * reader never reports anything itself.
 */
class Unsure extends Error {}

/** One for all: no stack is needed, only the way back. */
const found = new Unsure("The grammar decides.");

export function unsure(): never {
  throw found;
}

/** Undefined where it was unsure. */
export function ifSure<Tree>(read: () => Tree): Tree | undefined {
  try {
    return read();
  } catch (error) {
    if (error === found) return undefined;
    throw error;
  }
}
