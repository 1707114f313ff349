/**
 * What the platform's processor is thought to spend on each thing that Apex does, in microseconds: from the fastest to the
 * slowest published measurement. Nobody publishes a whole list, and servers differ; therefore two numbers, never one.
 *
 * The pages, by the names that the rows use:
 * - loops: "Comparing Apex loops and why iterators are dramatically slower than for loops" (Salesforce Stack Exchange
 *   344741): 50,000 rounds of `strs.add(strings[i])` took 136 ms, with `strings.size()` in the condition 231 ms, with
 *   `get(i)` besides 288 ms, as for-each 283 ms, by iterator 1,163 ms; with standard deviations of a tenth, which high includes.
 * - sets: "Benchmarking Apex CPU" (adminbooster.com): for-each with one assignment, 800,000 rounds in 1,146 ms over a List,
 *   1,270 ms over a Set.
 * - maps: "Apex Loop & Map Performance Comparisons" (foxy-solutions.com): for-each with `Map.put`, 600,000 new keys in
 *   3,162 ms, 900,000 in 4,313 ms; `containsKey` in front adds 658 ms to the former.
 * - fields: "Apex Code Benchmarking" (apexhours.com): reading a field by name takes 20 times as long as assigning a
 *   variable, by `get` 30 times; a function of a validation formula takes about 30 microseconds.
 * - texts: "Apex Performance - String Concat with XML vs ADD" (thiscodeworks.com): 100,000 times `input += 'value'` took
 *   5,803 ms, most of it for copying what was there; `XmlStreamWriter.writeCharacters` 721 ms.
 *
 * The slowest measurement of a thing is about two and a half times the fastest; where only one is published, the other
 * estimate follows from that. Rows of which no page speaks say so.
 */
export interface Cost {
  /** Microseconds by the fastest measurement. */
  readonly low: number;
  /** Microseconds by the slowest. */
  readonly high: number;
}

export const costTable = {
  /** loops: what remains of a round of the fastest loop. */
  statement: { low: 0.06, high: 0.15 },
  variable: { low: 0.012, high: 0.03 },
  assignment: { low: 0.04, high: 0.1 },
  comparison: { low: 0.06, high: 0.15 },
  integerOperation: { low: 0.06, high: 0.15 },
  /** No page: an object is made, and numbers of any size are reckoned. */
  decimalOperation: { low: 0.3, high: 0.75 },
  /** sets (low); loops (high), the call of `add` taken off both. */
  forEachStep: { low: 1.3, high: 4 },
  /** loops: two calls an element. */
  iteratorCall: { low: 4, high: 12 },
  /** loops: `strings[i]` against `strings.get(i)`. */
  listElement: { low: 0.2, high: 0.4 },
  /** maps: `containsKey` (low); loops: `size()` and `add` (high). */
  libraryCall: { low: 0.9, high: 2 },
  /** maps: `put`, with the for-each around it taken off by its slowest (low) and its fastest measurement (high). */
  mapPut: { low: 1.6, high: 4 },
  /** No page: the geometric mean of a library call and of an iterator's, which goes through an interface. */
  methodCall: { low: 1.9, high: 4.9 },
  /** No page: as a library call; a constructor with statements is a method besides. */
  newObject: { low: 0.9, high: 2 },
  /** fields */
  recordField: { low: 0.8, high: 2 },
  dynamicField: { low: 1.2, high: 3 },
  /** texts, without what grows with the length. */
  concatenation: { low: 0.3, high: 0.75 },
  /** texts: a character that a concatenation copies. */
  copiedCharacter: { low: 0.0001, high: 0.00025 },
  /** No page: a character that a String method, a Pattern or an encoding looks at. */
  scannedCharacter: { low: 0.004, high: 0.01 },
  /** No page: a character of JSON or XML that is read or written. */
  parsedCharacter: { low: 0.02, high: 0.05 },
  /** sets: an element that a library method goes over in one call, without a round of Apex. */
  listedElement: { low: 0.06, high: 0.15 },
  /** No page: a comparison of `List.sort`; what a Comparable or Comparator does is counted where it runs. */
  sortComparison: { low: 0.06, high: 0.15 },
  /** "Execution Governors and Limits": time in the database is not counted. No page measures the rest of a query. */
  query: { low: 0, high: 500 },
  /** The same; high: "Apex Profiling: Collecting Set From List" (metillium.com), 1,000 rows into a Map in 9 ms. */
  queryRow: { low: 0, high: 9 },
  /**
   * fields. "Script Limits, Begone!" (Salesforce's own post on the limit) counts the formulas of validation rules; an answer
   * on Salesforce Stack Exchange (278308) has not seen it.
   */
  formulaFunction: { low: 12, high: 30 }
} satisfies Record<string, Cost>;

export type CostKind = keyof typeof costTable;

/**
 * The application server's part of saving a row without automation, in milliseconds; kept apart from the estimate: "Execution
 * Governors and Limits" counts no database time, and "CPU Timeout error for 9k records" (Salesforce Stack Exchange 347363)
 * saw 11 s for 6,000 rows.
 */
export const plainSave = { low: 0, high: 1.8 } as const;
