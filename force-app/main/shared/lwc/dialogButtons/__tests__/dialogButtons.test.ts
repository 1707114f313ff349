import DialogButtons from "c/dialogButtons";
import { all, button, clear, expectAccessible, one, settle, show } from "test/support";

describe("dialogButtons", () => {
  afterEach(clear);

  test("offer what the dialog does and a way out, and tell which was pressed", async () => {
    const element = show("c-dialog-buttons", DialogButtons, { confirmLabel: "Register" });
    const pressed: string[] = [];
    element.addEventListener("confirm", () => pressed.push("confirm"));
    element.addEventListener("close", () => pressed.push("close"));
    button(element, "Register").click();
    button(element, "Cancel").click();
    expect(pressed).toEqual(["confirm", "close"]);
    await expectAccessible(element);
  });

  test("once it is done only the way out is left, and has the focus that went with the button", async () => {
    const element = show("c-dialog-buttons", DialogButtons, { confirmLabel: "Register" });
    await settle();
    const focus = jest.spyOn(HTMLElement.prototype, "focus");
    element.done = true;
    await settle();
    expect(all(element, "lightning-button")).toHaveLength(1);
    expect(focus.mock.contexts).toEqual([one(element, ".close")]);
    await expectAccessible(element);
  });
});
