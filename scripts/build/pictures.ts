/**
 * `npm run pictures -- ADDRESS [NAME...]`: takes the pictures of docs/images, all of them or those that are named.
 * ADDRESS is what `npm start` prints.
 */
import { setTimeout } from "node:timers/promises";
import { Connection } from "jsforce";
import type { Locator, Page } from "playwright-core";
import { DESKTOP, openWindow, PHONE, type Window } from "../acceptance/browser-pages.ts";
import { launchBrowser } from "../acceptance/launch-browser.ts";

/** Tall enough for whole components, so that none is cut off by the window. */
const TALL = { width: DESKTOP.width, height: 1500 };

interface Picture {
  readonly viewport?: { readonly width: number; readonly height: number };
  /** Leads the window there. @returns what is taken, or the page, as far as the window shows it */
  take(window: Window, org: Connection): Promise<Locator | Page>;
}

const PICTURES: Readonly<Record<string, Picture>> = {
  "member-card": {
    take: async (window, org) => {
      await openMember(window, org);
      await window.page.locator("c-activity-timeline summary").first().click();
      return window.page.locator("c-member-card");
    }
  },
  "member-page": {
    viewport: DESKTOP,
    take: async (window, org) => {
      await openMember(window, org);
      return window.page;
    }
  },
  "member-phone": {
    viewport: PHONE,
    take: async (window, org) => {
      await openMember(window, org);
      return window.page;
    }
  },
  "member-phone-rewards": {
    viewport: PHONE,
    take: async (window, org) => {
      await openMember(window, org);
      await window.page.getByRole("tab", { name: "Rewards" }).click();
      await window.page.locator("c-voucher-list li").first().waitFor();
      return window.page;
    }
  },
  rewards: {
    take: async (window, org) => {
      await openMember(window, org);
      return window.page.locator("c-reward-catalog");
    }
  },
  referrals: {
    take: async (window, org) => {
      await openMember(window, org);
      return window.page.locator("c-referral-panel");
    }
  },
  dealer: {
    viewport: DESKTOP,
    take: async (window, org) => {
      const [dealer] = await org.sobject("Account").find({ Name: "Hotel Kumla" }, ["Id"]).limit(1);
      await window.open(`/lightning/r/Account/${idOf(dealer)}/view`);
      return window.page;
    }
  },
  redeem: {
    viewport: DESKTOP,
    take: async (window, org) => {
      await openMember(window, org);
      await press(window.page.locator("c-member-card"), "Redeem");
      await window.page.getByRole("dialog").getByText("Points left").waitFor();
      return window.page;
    }
  },
  statement: {
    take: async (window, org) => {
      await openMember(window, org);
      await press(window.page.locator("c-member-card"), "Statement");
      await window.page.getByRole("dialog").getByRole("table").waitFor();
      return dialog(window);
    }
  },
  "statement-letter": {
    take: async (window, org) => {
      await openMember(window, org);
      await press(window.page.locator("c-member-card"), "Statement");
      await press(window.page.getByRole("dialog"), "E-Mail");
      await window.page.getByRole("region", { name: "Preview" }).locator("table").first().waitFor();
      return dialog(window);
    }
  },
  "key-figures": {
    take: async (window, org) => {
      await org.tooling.executeAnonymous("Database.executeBatch(new KeyFiguresJob());");
      const figures = window.page.locator("c-key-figures");
      do {
        await window.open("/lightning/n/Loyalty_Dashboard");
        await figures.locator(".counted, .slds-text-align_center").first().waitFor();
      } while (!(await figures.locator(".counted").isVisible()));
      return figures;
    }
  },
  dashboard: {
    take: async (window) => {
      await window.open("/lightning/n/Loyalty_Dashboard");
      return window.page.locator("c-program-dashboard");
    }
  },
  "work-list": {
    viewport: { width: DESKTOP.width, height: 280 },
    take: async (window) => {
      await window.open("/lightning/o/LoyaltyLedger__c/list?filterName=ExpiringIn30Days");
      return window.page;
    }
  },
  settlement: {
    viewport: { width: DESKTOP.width, height: 680 },
    take: async (window, org) => {
      await org.tooling.executeAnonymous("Database.executeBatch(new SettlementJob(Date.today()));");
      await window.open(`/lightning/r/LoyaltySettlement__c/${await firstOf(org, "LoyaltySettlement__c")}/view`);
      return window.page;
    }
  },
  "sync-run": {
    viewport: DESKTOP,
    take: async (window, org) => {
      await window.open(`/lightning/r/LoyaltySyncRun__c/${await firstOf(org, "LoyaltySyncRun__c")}/view`);
      return window.page;
    }
  },
  assistant: {
    take: async (window) => {
      await window.open("/lightning/n/Loyalty_Program_Assistant");
      const assistant = window.page.locator("c-program-assistant");
      await press(assistant, "Next");
      await assistant.getByLabel(/Program Name/).fill("Corner Shop Club");
      await assistant.getByLabel(/Program Name/).press("Tab");
      await press(assistant, "Next");
      await assistant.getByText(/^Step 3/).waitFor();
      return assistant;
    }
  },
  "rule-builder": {
    take: async (window, org) => {
      const [rule] = await org.sobject("LoyaltyRule__c").find({ Status__c: "Draft" }, ["Id"]).limit(1);
      await window.open(`/lightning/r/LoyaltyRule__c/${idOf(rule)}/view`);
      return window.page.locator("c-rule-builder");
    }
  },
  health: {
    take: async (window) => {
      await window.open("/lightning/n/Loyalty_Health");
      return window.page.locator("c-health-page");
    }
  }
};

async function openMember(window: Window, org: Connection): Promise<void> {
  const [member] = await org
    .sobject("LoyaltyMember__c")
    .find({ "Tier__r.Name": "Gold", "Program__r.Code__c": "PARTNERCLUB" }, ["Id"])
    .sort({ Balance__c: -1 })
    .limit(1);
  await window.open(`/lightning/r/LoyaltyMember__c/${idOf(member)}/view`);
}

/** A record that a job may be about to write. */
async function firstOf(org: Connection, object: string): Promise<string> {
  for (let attempt = 0; attempt < 100; attempt++) {
    const [found] = await org.sobject(object).find({}, ["Id"]).limit(1);
    if (found) return idOf(found);
    await setTimeout(100);
  }
  throw new Error(`The org has no ${object}`);
}

function idOf(record: { readonly Id?: string } | undefined): string {
  if (record?.Id === undefined) throw new Error("The org does not have the sample programs that are shown");
  return record.Id;
}

/** The one on top. */
const dialog = ({ page }: Window): Locator => page.locator("section[role=dialog] .slds-modal__container").last();

const press = (within: Locator, name: string): Promise<void> =>
  within.getByRole("button", { name, exact: true }).first().click();

const [address, ...named] = process.argv.slice(2);
const unknown = named.filter((name) => !(name in PICTURES));
if (address === undefined || unknown.length > 0) {
  for (const name of unknown) console.error(`There is no picture ${name}: ${Object.keys(PICTURES).join(", ")}`);
  console.error("usage: npm run pictures -- ADDRESS [NAME...], the address that npm start prints");
  process.exit(2);
}
const { origin, searchParams } = new URL(address);
const org = new Connection({ instanceUrl: origin, accessToken: searchParams.get("sid") ?? "", version: "66.0" });
const browser = await launchBrowser();
for (const [name, picture] of Object.entries(PICTURES)) {
  if (named.length > 0 && !named.includes(name)) continue;
  const window = await openWindow(browser, address, picture.viewport ?? TALL);
  const shown = await picture.take(window, org);
  await shown.screenshot({ path: `docs/images/${name}.png`, animations: "disabled" });
  await window.close();
  console.log(`docs/images/${name}.png`);
}
await browser.close();
