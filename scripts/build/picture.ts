/**
 * `node scripts/launch.js build/picture ADDRESS`: takes docs/images/member-card.png. ADDRESS is what `npm start` prints.
 */
import { Connection } from "jsforce";
import { openWindow } from "../acceptance/browser-pages.ts";
import { launchBrowser } from "../acceptance/launch-browser.ts";

const [address] = process.argv.slice(2);
if (address === undefined) {
  console.error("usage: node scripts/launch.js build/picture ADDRESS, the address that npm start prints");
  process.exit(2);
}
const { origin, searchParams } = new URL(address);
const org = new Connection({ instanceUrl: origin, accessToken: searchParams.get("sid") ?? "", version: "66.0" });
const [member] = await org
  .sobject("LoyaltyMember__c")
  .find({ "Tier__r.Name": "Gold" }, ["Id"])
  .sort({ Balance__c: -1 })
  .limit(1);
if (!member?.Id) throw new Error("The org has no Gold member to show");
const browser = await launchBrowser();
const window = await openWindow(browser, address, { width: 1366, height: 1400 });
await window.open(`/lightning/r/LoyaltyMember__c/${member.Id}/view`);
await window.page.locator("c-activity-timeline summary").first().click();
await window.page.locator("c-member-card").screenshot({ path: "docs/images/member-card.png" });
await browser.close();
