/** The start-up failed for a reason that it tells itself. */
export class StartFailure extends Error {}

/** Runs one step of the start-up with a line before and after it. */
export async function step<T>(name: string, work: () => Promise<T> | T): Promise<T> {
  process.stdout.write(`· ${name} … `);
  const started = Date.now();
  try {
    const result = await work();
    process.stdout.write(`done (${((Date.now() - started) / 1000).toFixed(1)} s)\n`);
    return result;
  } catch (error) {
    process.stdout.write("failed\n");
    throw error;
  }
}
