/** The card that a till scans, as a rep shows it on both widths: read from the screen by another library. */
import assert from "node:assert/strict";
import type { Locator } from "playwright-core";
import { PHONE } from "./browser-pages.ts";
import { browserStage } from "./browser-stage.ts";
import { createProgram } from "./records.ts";
import { scan } from "./scanner.ts";

const NUMBER = "TR-7001";
let memberId = "";
let contactId = "";

const stage = await browserStage(
  { rep: { role: "Agent" }, phone: { role: "Agent", viewport: PHONE }, turkish: { role: "Viewer", language: "tr" } },
  async ({ org, create }) => {
    const program = await createProgram(org, "Club");
    contactId = await create("Contact", { FirstName: "Ayşe", LastName: "Yılmaz" });
    memberId = await create("LoyaltyMember__c", {
      Program__c: program,
      Contact__c: contactId,
      MemberNumber__c: NUMBER
    });
  }
);

async function scanned(card: Locator): Promise<string[]> {
  const qrCode = card.getByRole("img", { name: NUMBER }).first();
  const barcode = card.getByRole("img", { name: NUMBER }).last();
  await barcode.waitFor();
  return [scan(await qrCode.screenshot(), "qrCode"), scan(await barcode.screenshot(), "code128")];
}

for (const name of ["rep", "phone"] as const)
  stage.test(`the card on the member's page is read from the screen (${name})`, async () => {
    const window = stage.windows[name];
    await window.open(`/lightning/r/LoyaltyMember__c/${memberId}/view`);
    assert.deepEqual(await scanned(window.page.locator("c-scan-card-panel")), [NUMBER, NUMBER]);
    await stage.looksRight(window, "scan-card");
  });

stage.test("the quick action on a contact opens the card, and the printed sheet is read too", async () => {
  const { rep } = stage.windows;
  await rep.open(`/lightning/r/Contact/${contactId}/view`);
  await rep.page.locator("local-highlights").getByRole("button", { name: "More actions" }).click();
  await rep.page.getByRole("menuitem", { name: "Card to Scan" }).click();
  const dialog = rep.page.getByRole("dialog");
  assert.deepEqual(await scanned(dialog), [NUMBER, NUMBER]);
  await stage.looksRight(rep, "scan-card-dialog");
  await rep.page.evaluate("window.print = () => {}");
  await dialog.getByRole("button", { name: "Print" }).click();
  await rep.page.emulateMedia({ media: "print" });
  const sheet = rep.page.locator(".loyalty-statement-sheet");
  assert.match(await sheet.innerText(), /Ayşe Yılmaz\s+Club\s+TR-7001/);
  assert.equal(scan(await sheet.locator("svg").first().screenshot(), "qrCode"), NUMBER);
  assert.equal(scan(await sheet.locator("svg").last().screenshot(), "code128"), NUMBER);
  await rep.page.emulateMedia({ media: null });
  await rep.page.evaluate("window.dispatchEvent(new Event('afterprint'))");
});

stage.test("a viewer reads the card in Turkish", async () => {
  const { turkish } = stage.windows;
  await turkish.open(`/lightning/r/LoyaltyMember__c/${memberId}/view`);
  await turkish.page
    .locator("c-scan-card-panel")
    .getByRole("img", { name: `${NUMBER} numarasının QR kodu` })
    .waitFor();
  await turkish.page.locator("c-scan-card-panel").getByText("Taranacak Kart").waitFor();
});
