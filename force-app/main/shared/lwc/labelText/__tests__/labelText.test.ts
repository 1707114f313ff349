import { labelText } from "c/labelText";

describe("labelText", () => {
  test("fills the places by their numbers, as often as they occur", () => {
    expect(labelText("{1} of {0}, {1}", 3, "two")).toBe("two of 3, two");
  });

  test("leaves a place for which there is no value", () => {
    expect(labelText("{0} and {1}", "one")).toBe("one and {1}");
  });
});
