/**
 * A table that is asked for names that strangers chose. An object literal has `constructor`, `toString` and `__proto__` of
 * its own; this one has its entries alone.
 */
export function dictionary<Value>(entries: Readonly<Record<string, Value>>): Readonly<Record<string, Value>> {
  return Object.assign(Object.create(null) as Record<string, Value>, entries);
}
