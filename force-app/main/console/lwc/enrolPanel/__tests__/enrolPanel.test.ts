import enrol from "@salesforce/apex/EnrolmentController.enrol";
import getPrograms from "@salesforce/apex/EnrolmentController.getPrograms";
import EnrolPanel from "c/enrolPanel";
import { all, button, called, clear, expectAccessible, one, settle, show, textOf, wired } from "test/support";
import noPrograms from "./data/noPrograms.json";
import programs from "./data/programs.json";

async function shown(data: unknown = programs): Promise<ReturnType<typeof show>> {
  const element = show("c-enrol-panel", EnrolPanel, { recordId: "001000000000001AAA" });
  wired(getPrograms).emit(data);
  await settle();
  return element;
}

describe("enrolPanel", () => {
  afterEach(clear);

  test("offers nothing before the org has answered", async () => {
    const element = show("c-enrol-panel", EnrolPanel, { recordId: "001000000000001AAA" });
    await settle();
    expect(all(element, "lightning-button")).toHaveLength(0);
  });

  test("offers the programs that the record can join", async () => {
    const element = await shown();
    expect(one(element, "lightning-combobox").value).toBe("a02000000000001AAA");
    expect(all(element, "lightning-input")).toHaveLength(0);
    await expectAccessible(element);
  });

  test("says so when there is no program to join", async () => {
    const element = await shown(noPrograms);
    expect(all(element, "lightning-button")).toHaveLength(0);
    expect(textOf(element)).toMatch(/program/i);
    await expectAccessible(element);
  });

  test("enrols in the chosen program, thanks with a toast and tells the card", async () => {
    called(enrol).mockResolvedValueOnce("a01000000000001AAA");
    const element = await shown();
    const [toast, enrolled] = [jest.fn(), jest.fn()];
    element.addEventListener("lightning__showtoast", toast);
    element.addEventListener("enrolled", enrolled);
    one(element, "lightning-combobox").dispatchEvent(
      new CustomEvent("change", { detail: { value: "a02000000000002AAA" } })
    );
    await settle();
    one(element, "lightning-input").dispatchEvent(new CustomEvent("change", { detail: { value: "WELCOME" } }));
    await expectAccessible(element);
    button(element, "Enrol").click();
    await settle();
    expect(enrol).toHaveBeenCalledWith({
      recordId: "001000000000001AAA",
      programId: "a02000000000002AAA",
      invitationCode: "WELCOME",
      referralCode: null
    });
    const [event] = toast.mock.calls[0] as [CustomEvent<unknown>];
    expect(event.detail).toMatchObject({ title: "Enrolled in Retail", variant: "success" });
    expect(enrolled).toHaveBeenCalledTimes(1);
  });

  test("asks for a referral code where the program gives something for it", async () => {
    called(enrol).mockResolvedValueOnce("a01000000000001AAA");
    const element = await shown(programs.map((program) => ({ ...program, byInvitation: false, byReferral: true })));
    one(element, "lightning-input").dispatchEvent(new CustomEvent("change", { detail: { value: "7KQM2-XAB9H" } }));
    await expectAccessible(element);
    button(element, "Enrol").click();
    await settle();
    expect(enrol).toHaveBeenCalledWith(expect.objectContaining({ invitationCode: null, referralCode: "7KQM2-XAB9H" }));
  });

  test("shows why the record was not enrolled and lets one try again", async () => {
    called(enrol).mockRejectedValueOnce({ body: { message: "Enrolled already" } });
    const element = await shown();
    button(element, "Enrol").click();
    await settle();
    expect(one(element, "c-error-panel").error).toEqual({ body: { message: "Enrolled already" } });
    button(element, "Enrol").click();
    expect(enrol).toHaveBeenCalledTimes(2);
    await expectAccessible(element);
  });

  test("shows the org's error", async () => {
    const element = show("c-enrol-panel", EnrolPanel, { recordId: "001000000000001AAA" });
    wired(getPrograms).error({ message: "No access" });
    await settle();
    one(element, "c-error-panel");
    await expectAccessible(element);
  });
});
