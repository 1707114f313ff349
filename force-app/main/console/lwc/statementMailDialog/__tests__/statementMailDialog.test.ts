import getDraft from "@salesforce/apex/StatementMailController.getDraft";
import getPdf from "@salesforce/apex/StatementMailController.getPdf";
import send from "@salesforce/apex/StatementMailController.send";
import StatementMailDialog from "c/statementMailDialog";
import { all, button, called, clear, expectAccessible, one, settle, show } from "test/support";

const draft = {
  recipients: [
    { contactId: "c1", name: "Ayşe", email: "ayse@example.com" },
    { contactId: "c2", name: "Bora", email: "bora@example.com" }
  ],
  languages: ["en_US", "tr", "pl"],
  language: "en_US",
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

  test("shows what would be sent, to the first who can get it, in the member's language", async () => {
    const element = await shown();
    expect(getDraft).toHaveBeenCalledWith({ ...asked, language: "", contactId: null });
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

  test("what is looked at is printed alone, without what could run or be loaded", async () => {
    const html = '<div onclick="x()"><script>x()</script><img src="y"><p>Dear <a href="z">Ada</a></p></div>';
    const element = await shown({ ...draft, html });
    let printed: string[] = [];
    jest.spyOn(window, "print").mockImplementation(() => {
      const sheet = document.body.lastElementChild!;
      printed = [sheet.className, ...[...sheet.querySelectorAll("*")].map(({ localName }) => localName)];
      expect(sheet.querySelector("div")!.textContent).toBe("Dear Ada");
    });
    button(element, "Print").click();
    expect(printed).toEqual(["loyalty-statement-sheet", "style", "div", "p"]);
    window.dispatchEvent(new CustomEvent("afterprint"));
    expect(document.body.lastElementChild).not.toHaveProperty("className", "loyalty-statement-sheet");
  });

  test("what is looked at is kept as a PDF file, also where nobody can be written to", async () => {
    const element = await shown({ ...draft, recipients: [] });
    called(getPdf).mockResolvedValue({ name: "Club- Statement.pdf", base64: "JVBERi0=" });
    const clicked = jest.spyOn(HTMLAnchorElement.prototype, "click").mockImplementation(() => undefined);
    button(element, "Download PDF").click();
    await settle();
    expect(getPdf).toHaveBeenCalledWith({ ...asked, language: "en_US", contactId: null });
    const link = clicked.mock.contexts[0] as unknown as HTMLAnchorElement;
    expect(link.download).toBe("Club- Statement.pdf");
    expect(link.href).toBe("data:application/pdf;base64,JVBERi0=");
  });

  test("says that nobody can get it, which can be printed all the same, and why nothing was sent", async () => {
    const nobody = await shown({ ...draft, recipients: [] });
    expect(one(nobody, ".nobody").textContent).toMatch(/e-mail address/);
    expect(one(nobody, "lightning-formatted-rich-text").value).toBe(draft.html);
    expect(one(nobody, "c-dialog-buttons").disabled).toBe(true);
    clear();
    const element = await shown();
    called(send).mockRejectedValueOnce({ body: { message: "Deliverability is off" } });
    button(element, "Send").click();
    await settle();
    expect(one(element, "c-state-frame").error).toEqual({ body: { message: "Deliverability is off" } });
  });
});
