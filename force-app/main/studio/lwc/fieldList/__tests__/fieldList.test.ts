import FieldList from "c/fieldList";
import { all, clear, expectAccessible, settle, show } from "test/support";

const FIELDS = [
  { name: "name", kind: "text", label: "Name", value: "Tea", required: true, maxLength: "80", wide: true },
  { name: "points", kind: "number", label: "Points", value: 5, min: "1" },
  { name: "startsOn", kind: "date", label: "First day", value: null },
  { name: "repeats", kind: "check", label: "Again", value: false },
  { name: "scope", kind: "choice", label: "Scope", value: "", options: [{ label: "–", value: "" }] }
];

type Element = ReturnType<typeof show>;

async function shown(): Promise<{ element: Element; told: unknown[] }> {
  const element = show("c-field-list", FieldList, { fields: FIELDS });
  const told: unknown[] = [];
  element.addEventListener("fieldchange", (event) => told.push((event as CustomEvent<unknown>).detail));
  await settle();
  return { element, told };
}

const field = (element: Element, name: string): Element =>
  all(element, "lightning-input, lightning-combobox").find((each) => each.name === name)!;

describe("c-field-list", () => {
  afterEach(clear);

  test("tells each answer once, as what it is: texts and numbers when they are written, days when they are picked", async () => {
    const { element, told } = await shown();
    for (const [name, value] of [
      ["name", "Green tea"],
      ["name", ""],
      ["points", "12.5"],
      ["points", ""]
    ] as const) {
      const input = field(element, name);
      input.dispatchEvent(new CustomEvent("change", { detail: { value } }));
      input.value = value;
      input.dispatchEvent(new CustomEvent("commit"));
    }
    field(element, "startsOn").dispatchEvent(new CustomEvent("change", { detail: { value: "2026-12-01" } }));
    field(element, "startsOn").dispatchEvent(new CustomEvent("commit"));
    field(element, "repeats").dispatchEvent(new CustomEvent("change", { detail: { checked: true } }));
    field(element, "scope").dispatchEvent(new CustomEvent("change", { detail: { value: "Lines" } }));
    field(element, "scope").dispatchEvent(new CustomEvent("change", { detail: { value: "" } }));
    expect(told).toEqual([
      { name: "name", value: "Green tea" },
      { name: "name", value: null },
      { name: "points", value: 12.5 },
      { name: "points", value: null },
      { name: "startsOn", value: "2026-12-01" },
      { name: "repeats", value: true },
      { name: "scope", value: "Lines" },
      { name: "scope", value: null }
    ]);
  });

  test("is as complete as its fields, and each says why it is not", async () => {
    const { element } = await shown();
    const validity = jest.fn(() => true);
    for (const each of all(element, "[data-field]")) each.reportValidity = validity;
    const isValid = (): unknown => (element.reportValidity as () => boolean)();
    expect(isValid()).toBe(true);
    expect(validity).toHaveBeenCalledTimes(4);
    field(element, "name").reportValidity = (): boolean => false;
    expect(isValid()).toBe(false);
    await expectAccessible(element);
  });
});
