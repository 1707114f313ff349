/** A slip of the pen changes so many letters at most. */
const MOST_SLIPS = 2;

/** @returns the value that somebody may have meant, undefined where none is close */
export function nearestOf(written: string, existing: readonly string[]): string | undefined {
  const lower = written.toLowerCase();
  const ranked = existing
    .map((value) => ({ value, slips: slipsBetween(lower, value.toLowerCase()) }))
    .filter(({ value, slips }) => slips <= Math.min(MOST_SLIPS, Math.floor(value.length / 2)))
    .sort((a, b) => a.slips - b.slips);
  return ranked[0]?.value;
}

/** The Levenshtein distance. */
function slipsBetween(one: string, other: string): number {
  if (Math.abs(one.length - other.length) > MOST_SLIPS) return MOST_SLIPS + 1;
  let row = Array.from({ length: other.length + 1 }, (_, index) => index);
  for (const [place, letter] of [...one].entries()) {
    const next = [place + 1];
    for (let index = 0; index < other.length; index++) {
      const replaced = row[index]! + (letter === other[index] ? 0 : 1);
      next.push(Math.min(replaced, row[index + 1]! + 1, next[index]! + 1));
    }
    row = next;
  }
  return row[other.length]!;
}
