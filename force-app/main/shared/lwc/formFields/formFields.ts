interface Field extends HTMLElement {
  reportValidity(): boolean;
}

/** @returns whether all fields marked with `data-field` are filled in as they ask for; those that are not say why */
export function areComplete(root: ParentNode | null): boolean {
  const fields = [...(root?.querySelectorAll<Field>("[data-field]") ?? [])];
  return fields.filter((field) => field.reportValidity() === false).length === 0;
}

/** @returns what was written in a field of numbers; null where it was left empty */
export function numberOf(written: string | null): number | null {
  return written === "" || written === null ? null : Number(written);
}
