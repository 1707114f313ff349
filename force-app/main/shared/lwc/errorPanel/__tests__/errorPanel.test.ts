import ErrorPanel from "c/errorPanel";
import { clear, expectAccessible, show, textOf } from "test/support";

describe("errorPanel", () => {
  afterEach(clear);

  test("shows what went wrong and announces it", async () => {
    const element = show("c-error-panel", ErrorPanel, { error: { body: { message: "Not enough points" } } });
    expect(textOf(element)).toBe("Not enough points");
    expect(element.shadowRoot?.querySelector("[role=alert]")).not.toBeNull();
    await expectAccessible(element);
  });
});
