const AT_ONCE = 500;

/** Takes rows together as they come: a step from one asynchronous function to the next costs as much as reading a row. */
export async function* together<Row>(rows: AsyncIterable<Row>): AsyncGenerator<readonly Row[]> {
  let taken: Row[] = [];
  for await (const row of rows) {
    taken.push(row);
    if (taken.length < AT_ONCE) continue;
    yield taken;
    taken = [];
  }
  if (taken.length > 0) yield taken;
}

/** The rows of {@link together} one by one, where their number is small. */
export async function* eachOf<Row>(rows: AsyncIterable<readonly Row[]>): AsyncGenerator<Row> {
  for await (const some of rows) yield* some;
}
