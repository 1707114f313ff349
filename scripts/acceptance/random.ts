/** "Park and Miller": the same numbers from 0 to 1 for the same seed. */
export function randomOf(seed: number): () => number {
  let state = seed % 2_147_483_647 || 1;
  return () => (state = (state * 48_271) % 2_147_483_647) / 2_147_483_647;
}
