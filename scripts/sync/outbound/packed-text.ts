import { gunzipSync, gzipSync } from "node:zlib";

/** "Custom Field Types": a long text area takes 131,072 characters. */
export const LONGEST_TEXT = 131_072;

/** Text for a field of the org, as short as it gets. */
export function packed(value: unknown): string {
  return gzipSync(JSON.stringify(value)).toString("base64");
}

export function unpacked<T>(text: string): T {
  return JSON.parse(gunzipSync(Buffer.from(text, "base64")).toString("utf8")) as T;
}
