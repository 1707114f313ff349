import changeConsents from "@salesforce/apex/PrivacyController.changeConsents";
import erase from "@salesforce/apex/PrivacyController.erase";
import ConsentDialog from "c/consentDialog";
import ErasureDialog from "c/erasureDialog";
import { button, called, clear, expectAccessible, one, settle, show } from "test/support";

const MEMBER = "a01000000000001AAA";
type Element = ReturnType<typeof show>;

function fill(element: Element, name: string, value: unknown): void {
  const field = one(element, `[data-name="${name}"]`);
  Object.assign(field, { name });
  field.dispatchEvent(new CustomEvent("change", { detail: { value } }));
}

describe("dialogs about personal data", () => {
  afterEach(clear);

  it("erases with the number that was entered, not with the one that is known", async () => {
    const element = show("c-erasure-dialog", ErasureDialog, { memberId: MEMBER, memberNumber: "M-1" });
    await settle();
    await expectAccessible(element);
    fill(element, "confirmedNumber", "M-2");
    called(erase).mockRejectedValueOnce(new Error("This is not the number of the member."));
    button(element, "Erase for Good").click();
    await settle();
    expect(called(erase).mock.calls[0]).toEqual([{ memberId: MEMBER, confirmedNumber: "M-2" }]);
    expect(one(element, "c-error-panel")).toHaveProperty("error", new Error("This is not the number of the member."));
    fill(element, "confirmedNumber", "M-1");
    called(erase).mockResolvedValueOnce(null);
    button(element, "Erase for Good").click();
    await settle();
    expect(one(element, ".done").textContent).toBe("The personal data are erased.");
  });

  it("keeps what the member agreed to, with what was given before and where", async () => {
    const consents = [
      { purpose: "Email", label: "Messages by e-mail", given: true },
      { purpose: "Partners", label: "Data for partners", given: false }
    ];
    const element = show("c-consent-dialog", ConsentDialog, { memberId: MEMBER, consents });
    await settle();
    expect(one(element, "lightning-checkbox-group")).toHaveProperty("value", ["Email"]);
    fill(element, "purposes", ["Email", "Partners"]);
    fill(element, "source", "Form");
    called(changeConsents).mockResolvedValueOnce(null);
    button(element, "Save").click();
    await settle();
    expect(called(changeConsents).mock.calls[0]).toEqual([
      { memberId: MEMBER, purposes: ["Email", "Partners"], source: "Form" }
    ]);
    expect(one(element, ".done").textContent).toBe("The consents are kept.");
  });
});
