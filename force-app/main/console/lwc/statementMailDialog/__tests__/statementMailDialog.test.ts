import getDraft from "@salesforce/apex/StatementMailController.getDraft";
import send from "@salesforce/apex/StatementMailController.send";
import StatementMailDialog from "c/statementMailDialog";
import { all, button, called, clear, expectAccessible, one, settle, show } from "test/support";

const draft = {
  recipients: [
    { contactId: "c1", name: "Ayşe", email: "ayse@example.com" },
    { contactId: "c2", name: "Bora", email: "bora@example.com" }
  ],
  languages: ["en_US", "tr", "pl"],
  subject: "Club: Statement",
  html: "<p>Dear Sir or Madam,</p>"
};
const asked = { memberId: "m1", since: "2026-01-01", until: "2026-01-31" };

type Element = ReturnType<typeof show>;

async function shown(answer: object = draft): Promise<Element> {
  called(getDraft).mockResolvedValue(answer);
  const element = show("c-statement-mail-dialog", StatementMailDialog, asked);
  await settle();
  return element;
}

async function choose(element: Element, name: string, value: string): Promise<void> {
  const field = all(element, "lightning-combobox").find((each) => each.name === name)!;
  field.dispatchEvent(new CustomEvent("change", { detail: { value } }));
  await settle();
}

describe("statementMailDialog", () => {
  afterEach(() => {
    clear();
    jest.resetAllMocks();
  });

  test("shows what would be sent, to the first who can get it, in the user's language", async () => {
    const element = await shown();
    expect(getDraft).toHaveBeenCalledWith({ ...asked, language: "en_US", contactId: null });
    expect(one(element, ".subject").textContent).toBe("Club: Statement");
    expect(one(element, "lightning-formatted-rich-text").value).toBe(draft.html);
    const [recipients, languages] = all(element, "lightning-combobox");
    expect(recipients!.value).toBe("c1");
    expect(languages!.options).toEqual([
      { value: "en_US", label: "English" },
      { value: "tr", label: "Türkçe" },
      { value: "pl", label: "polski" }
    ]);
    await expectAccessible(element);
  });

  test("another language and another recipient write another e-mail, which is sent once", async () => {
    const element = await shown();
    await choose(element, "language", "tr");
    await choose(element, "contactId", "c2");
    expect(called(getDraft).mock.calls.at(-1)![0]).toEqual({ ...asked, language: "tr", contactId: "c2" });
    button(element, "Send").click();
    await settle();
    expect(send).toHaveBeenCalledTimes(1);
    expect(send).toHaveBeenCalledWith({ ...asked, language: "tr", contactId: "c2" });
    expect(one(element, ".done").textContent).toBe("The statement was sent to Bora · bora@example.com.");
  });

  test("says that nobody can get it, and why nothing was sent", async () => {
    const nobody = await shown({ ...draft, recipients: [] });
    expect(one(nobody, ".nobody").textContent).toMatch(/e-mail address/);
    clear();
    const element = await shown();
    called(send).mockRejectedValueOnce({ body: { message: "Deliverability is off" } });
    button(element, "Send").click();
    await settle();
    expect(one(element, "c-state-frame").error).toEqual({ body: { message: "Deliverability is off" } });
  });
});
