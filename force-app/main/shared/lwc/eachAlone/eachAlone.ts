/** What became of one of several things: its result, or why it was refused. */
export type Outcome<T> = { readonly result: T } | { readonly refusal: unknown };

/** So many at a time stay far below an org's limits for one transaction. */
const MOST_AT_ONCE = 50;

/**
 * Does the work for many ids at a time. Where the org refuses it, for each half of them, and so on: the one that is to blame is
 * refused alone, and the others are done.
 *
 * @param work all of the ids or none; one result for each, in their order
 * @returns one outcome for each id, in their order
 */
export async function eachAlone<T>(
  ids: readonly string[],
  work: (ids: string[]) => Promise<readonly T[]>
): Promise<Outcome<T>[]> {
  if (ids.length === 0) return [];
  // One after another: what a person may do in a day is counted in this order.
  const first = await inHalves(ids.slice(0, MOST_AT_ONCE), work);
  return [...first, ...(await eachAlone(ids.slice(MOST_AT_ONCE), work))];
}

async function inHalves<T>(
  ids: readonly string[],
  work: (ids: string[]) => Promise<readonly T[]>
): Promise<Outcome<T>[]> {
  try {
    return (await work([...ids])).map((result) => ({ result }));
  } catch (refusal) {
    if (ids.length === 1) return [{ refusal }];
    const middle = Math.ceil(ids.length / 2);
    return [...(await inHalves(ids.slice(0, middle), work)), ...(await inHalves(ids.slice(middle), work))];
  }
}
