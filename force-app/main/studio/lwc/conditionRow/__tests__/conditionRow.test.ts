import ConditionRow from "c/conditionRow";
import type { Condition } from "c/ruleConditions";
import { all, button, clear, expectAccessible, one, settle, show } from "test/support";
import { choices } from "../../ruleBuilder/__tests__/rules";

type Element = ReturnType<typeof show>;

/** Shows a row that takes its own changes in, as the list of rows does. */
async function shown(condition: Condition): Promise<{ row: Element; latest: () => Condition }> {
  const row = show("c-condition-row", ConditionRow, { condition, fields: choices.fields, seenIn: 2000 });
  row.addEventListener("rowchange", (event) => Object.assign(row, { condition: (event as CustomEvent).detail }));
  await settle();
  return { row, latest: () => row.condition as Condition };
}

async function pick(row: Element, part: string, value: string): Promise<void> {
  one(row, `[data-part="${part}"]`).dispatchEvent(new CustomEvent("change", { detail: { value } }));
  await settle();
}

async function write(input: Element, value: string): Promise<void> {
  input.value = value;
  input.dispatchEvent(new CustomEvent("change", { detail: { value } }));
  input.dispatchEvent(new CustomEvent("commit"));
  await settle();
}

const warnings = (row: Element): string[] => all(row, ".warning").map(({ textContent }) => textContent ?? "");
const tea: Condition = { field: "line.category", operator: "equals", value: "Tea" };

describe("conditionRow", () => {
  afterEach(clear);

  test("offers the values that were seen, in the case in which they were", async () => {
    const { row } = await shown({ ...tea, value: "tea" });
    const values = one(row, '[data-part="value"]');
    expect(values.value).toBe("Tea");
    expect((values.options as { label: string }[]).map(({ label }) => label)).toEqual([
      "Coffee",
      "Mugs",
      "Tea",
      "Another value…"
    ]);
    expect(warnings(row)).toEqual([]);
    await expectAccessible(row);
  });

  test("points out a value that nobody bought, and the one that may be meant", async () => {
    const { row, latest } = await shown(tea);
    await pick(row, "value", (one(row, '[data-part="value"]').options as { value: string }[]).at(-1)!.value);
    await write(one(row, '[data-part="typed"]'), "Teaa");
    expect(latest().value).toBe("Teaa");
    expect(warnings(row)).toEqual(["“Teaa” is in none of the latest 2,000 transactions. Did you mean “Tea”?"]);
    await write(one(row, '[data-part="typed"]'), "Sugar");
    expect(warnings(row)).toEqual(["“Sugar” is in none of the latest 2,000 transactions."]);
  });

  test("gathers several values, and drops one", async () => {
    const { row, latest } = await shown(tea);
    await pick(row, "operator", "in");
    expect(latest().value).toEqual(["Tea"]);
    await pick(row, "value", "Mugs");
    expect(latest().value).toEqual(["Tea", "Mugs"]);
    all(row, "lightning-button-icon")[0]!.click();
    await settle();
    expect(latest().value).toEqual(["Mugs"]);
    await pick(row, "operator", "equals");
    expect(latest().value).toBe("Mugs");
  });

  test("takes numbers as numbers, one, two or many", async () => {
    const { row, latest } = await shown({ field: "document.amount", operator: "atLeast", value: "" });
    await write(one(row, '[data-part="typed"]'), "99.5");
    expect(latest().value).toBe(99.5);
    await pick(row, "operator", "between");
    await write(all(row, "lightning-input")[1]!, "200");
    expect(latest().value).toEqual([99.5, 200]);
    await pick(row, "operator", "in");
    await write(one(row, '[data-part="typed"]'), "7");
    button(row, "Add").click();
    expect(latest().value).toEqual([99.5, 200, 7]);
  });

  test("another field begins anew", async () => {
    const { row, latest } = await shown(tea);
    await pick(row, "field", "member.isCompany");
    expect(latest()).toEqual({ field: "member.isCompany", operator: "equals", value: true });
    await pick(row, "value", "false");
    expect(latest().value).toBe(false);
    await pick(row, "field", "member.tier");
    expect(latest()).toEqual({ field: "member.tier", operator: "equals", value: undefined });
  });
});
