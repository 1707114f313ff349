import { areComplete, numberOf } from "c/formFields";

function field(valid: boolean): HTMLElement & { asked: number } {
  const element = Object.assign(document.createElement("div"), { asked: 0 });
  element.dataset.field = "";
  return Object.assign(element, {
    reportValidity(): boolean {
      element.asked++;
      return valid;
    }
  });
}

test("each marked field is asked, also behind one that is not filled in", () => {
  const root = document.createElement("div");
  const [good, bad, last] = [field(true), field(false), field(true)] as const;
  root.append(good, bad, last);
  expect(areComplete(root)).toBe(false);
  expect([good.asked, bad.asked, last.asked]).toEqual([1, 1, 1]);
  bad.remove();
  expect(areComplete(root)).toBe(true);
  expect(areComplete(null)).toBe(true);
});

test("an empty field of numbers is no zero", () => {
  expect(["", null, "0", "1.5"].map(numberOf)).toEqual([null, null, 0, 1.5]);
});
