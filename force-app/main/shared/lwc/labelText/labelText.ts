/** Fills `{0}`, `{1}` … of a custom label, as `String.format` does in Apex. */
export function labelText(label: string, ...values: readonly (string | number)[]): string {
  return label.replace(/\{(\d+)\}/g, (placeholder, index: string) => String(values[Number(index)] ?? placeholder));
}
