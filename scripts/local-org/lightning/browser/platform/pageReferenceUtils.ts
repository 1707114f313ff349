/** "lightning/pageReferenceUtils": values that a new record's form begins with, as a part of the address. */
export function encodeDefaultFieldValues(values: Readonly<Record<string, unknown>>): string {
  return Object.entries(values)
    .filter(([, value]) => value !== undefined && value !== null)
    .map(([name, value]) => `${name}=${encodeURIComponent(String(value))}`)
    .join(",");
}

export function decodeDefaultFieldValues(encoded: string): Record<string, string> {
  const pairs = encoded.split(",").filter((pair) => pair.includes("="));
  return Object.fromEntries(
    pairs.map((pair) => {
      const [name = "", value = ""] = [pair.slice(0, pair.indexOf("=")), pair.slice(pair.indexOf("=") + 1)];
      return [name, decodeURIComponent(value)];
    })
  );
}
