/** Letters that no decomposition takes apart ("Unicode Standard Annex #15"), as people write them without their marks. */
import { dictionary } from "./dictionary.ts";

const UNMARKED = dictionary({ ı: "i", ł: "l", ø: "o", đ: "d", ß: "ss", æ: "ae", œ: "oe" });

/** A text as somebody types it who has no accents on the keyboard: `Dağıtım` is `dagitim`. */
export function plainLetters(text: string): string {
  return text
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .replace(/[ıłøđßæœ]/g, (letter) => UNMARKED[letter]!);
}
