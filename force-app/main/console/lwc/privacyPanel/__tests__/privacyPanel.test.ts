import getExportPage from "@salesforce/apex/PrivacyController.getExportPage";
import getExportPdf from "@salesforce/apex/PrivacyController.getExportPdf";
import getOverview from "@salesforce/apex/PrivacyController.getOverview";
import { downloadPdf, downloadText } from "c/csvFile";
import PrivacyPanel from "c/privacyPanel";
import { all, button, called, clear, expectAccessible, one, settle, show, textOf, wired } from "test/support";

jest.mock("c/csvFile", () => ({ downloadPdf: jest.fn(), downloadText: jest.fn() }), { virtual: true });

const overview = {
  memberNumber: "M-1",
  erasedAt: null,
  erasedBy: null,
  consents: [
    {
      purpose: "Email",
      label: "Messages by e-mail",
      given: true,
      at: "2026-03-01T10:00:00Z",
      source: "Form",
      enteredBy: "Ada"
    },
    { purpose: "Profiling", label: "Offers", given: false, at: null, source: null, enteredBy: null },
    {
      purpose: "Partners",
      label: "Partners",
      given: false,
      at: "2026-03-02T10:00:00Z",
      source: "Call",
      enteredBy: "Ada"
    }
  ]
};

type Element = ReturnType<typeof show>;

async function shown(data: object = overview): Promise<Element> {
  const element = show("c-privacy-panel", PrivacyPanel, { recordId: "m1" });
  wired(getOverview).emit(data);
  await settle();
  return element;
}

describe("privacyPanel", () => {
  afterEach(clear);

  it("tells what was decided about each purpose, when and where", async () => {
    const element = await shown();
    expect(all(element, ".state").map(({ textContent }) => textContent)).toEqual([
      "Given",
      "Not asked yet",
      "Taken back"
    ]);
    expect(all(element, ".detail")[0]!.textContent).toBe("Mar 1, 2026 · Form · Ada");
    await expectAccessible(element);
  });

  it("puts all pages together in one file", async () => {
    called(getExportPage)
      .mockResolvedValueOnce({ section: "ledger", records: [{ Id: "1" }], next: "ledger:1" })
      .mockResolvedValueOnce({ section: "ledger", records: [{ Id: "2" }], next: "tasks:" })
      .mockResolvedValueOnce({ section: "tasks", records: [], next: null });
    const element = await shown();
    button(element, "Download Everything (JSON)").click();
    await settle();
    await settle();
    expect(called(getExportPage).mock.calls.map(([given]) => given)).toEqual([
      { memberId: "m1", after: null },
      { memberId: "m1", after: "ledger:1" },
      { memberId: "m1", after: "tasks:" }
    ]);
    const [name, type, content] = (downloadText as jest.Mock).mock.calls[0] as string[];
    expect([name, type]).toEqual(["M-1.json", "application/json"]);
    expect(JSON.parse(content!)).toMatchObject({ memberNumber: "M-1", ledger: [{ Id: "1" }, { Id: "2" }], tasks: [] });
  });

  it("hands over one file to read, or as many as there are parts", async () => {
    called(getExportPdf).mockResolvedValueOnce({ base64: "QQ==", next: null });
    const element = await shown();
    button(element, "Download Everything (PDF)").click();
    await settle();
    expect(downloadPdf).toHaveBeenLastCalledWith("M-1.pdf", "QQ==");
    called(getExportPdf)
      .mockResolvedValueOnce({ base64: "QQ==", next: "ledger:1" })
      .mockResolvedValueOnce({ base64: "Qg==", next: null });
    button(element, "Download Everything (PDF)").click();
    await settle();
    await settle();
    expect((downloadPdf as jest.Mock).mock.calls.slice(1)).toEqual([
      ["M-1-1.pdf", "QQ=="],
      ["M-1-2.pdf", "Qg=="]
    ]);
    expect(getExportPdf).toHaveBeenLastCalledWith({ memberId: "m1", after: "ledger:1" });
  });

  it("says that the data were erased, and offers nothing more to change", async () => {
    const element = await shown({ ...overview, erasedAt: "2026-03-04T10:00:00Z", erasedBy: "Ada" });
    expect(one(element, ".erased").textContent).toContain("erased on Mar 4, 2026 by Ada");
    expect(
      all(element, "lightning-button").map(
        (each) => each.getAttribute("label") ?? (each as never as { label: string }).label
      )
    ).toEqual(["Download Everything (JSON)", "Download Everything (PDF)"]);
    expect(textOf(element)).not.toContain("Erase Personal Data");
  });
});
