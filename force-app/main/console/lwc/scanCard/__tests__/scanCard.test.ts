import { readFileSync } from "node:fs";
import { runInNewContext } from "node:vm";
import { loadScript } from "lightning/platformResourceLoader";
import ScanCard from "c/scanCard";
import { all, button, expectAccessible, one, settle, show, textOf } from "test/support";

const RESOURCE = "force-app/main/console/staticresources/LoyaltyScanCodes.js";

/** The stub that sfdx-lwc-jest has for it. */
const loading = loadScript as jest.MockedFunction<typeof loadScript>;

type Element = ReturnType<typeof show>;

async function shown(memberNumber: string | null): Promise<Element> {
  const card = {
    memberNumber,
    memberName: "Corner Shop",
    programName: "Club",
    tier: { name: "Gold", color: "#b87a1e" }
  };
  const element = show("c-scan-card", ScanCard, { card });
  await settle();
  return element;
}

const drawn = (element: Element): string[] =>
  all(element, "img").map((image) => decodeURIComponent(image.getAttribute("src")!.split(",")[1]!));

describe("scanCard", () => {
  beforeEach(() => {
    loading.mockImplementation(() => {
      runInNewContext(readFileSync(RESOURCE, "utf8"), { window, atob });
      return Promise.resolve();
    });
  });

  it("shows the member's number as QR code, barcode and text", async () => {
    const element = await shown("M0012345678");
    expect(all(element, "img").map((image) => image.getAttribute("alt"))).toEqual([
      "QR code of M0012345678",
      "Barcode of M0012345678"
    ]);
    expect(drawn(element).every((svg) => svg.startsWith("<svg") && svg.includes("<path"))).toBe(true);
    expect(one(element, ".number").textContent).toBe("M0012345678");
    expect(textOf(element)).toContain("Corner Shop");
    await expectAccessible(element);
  });

  it("draws other symbols for another number", async () => {
    expect(drawn(await shown("M-1"))).not.toEqual(drawn(await shown("M-2")));
  });

  it("leaves out the barcode of a number that scanners of barcodes do not have", async () => {
    const element = await shown("ÜYE-1");
    expect(all(element, "img").map((image) => image.getAttribute("alt"))).toEqual(["QR code of ÜYE-1"]);
  });

  it("says that a member has no number yet", async () => {
    const element = await shown(null);
    expect(all(element, "img")).toHaveLength(0);
    expect(one(element, "c-state-frame")).toHaveProperty("emptyText", "The member has no number yet.");
  });

  it("prints the card alone, with both symbols as drawings", async () => {
    const printing = jest.spyOn(window, "print").mockImplementation(() => {
      const sheet = document.body.getElementsByClassName("loyalty-statement-sheet")[0]!;
      expect(sheet.textContent).toContain("Club · Gold");
      expect(sheet.getElementsByTagName("svg")).toHaveLength(2);
    });
    button(await shown("M-1"), "Print").click();
    expect(printing).toHaveBeenCalledTimes(1);
    window.dispatchEvent(new CustomEvent("afterprint"));
    printing.mockRestore();
  });

  it("says why the symbols could not be loaded", async () => {
    loading.mockRejectedValue(new Error("LoyaltyScanCodes cannot be loaded"));
    const element = await shown("M-1");
    expect(one(element, "c-state-frame")).toHaveProperty("error", new Error("LoyaltyScanCodes cannot be loaded"));
  });
});
