/** "Getting started", step by step, in the browser alone: by whoever opens the address that `npm start` prints. */
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import type { Locator } from "playwright-core";
import { DESKTOP, openWindow, PHONE, type Window } from "./browser-pages.ts";
import { browserStage } from "./browser-stage.ts";

const stage = await browserStage({}, () => Promise.resolve());

for (const viewport of [DESKTOP, PHONE])
  stage.test(`a newcomer sets up a program, earns, redeems and reports, ${viewport.width} pixels wide`, async () => {
    const window = await openWindow(stage.browser, stage.org.pageAddress, viewport);
    const program = `Corner Shop ${viewport.width}`;
    await makeProgram(window, program);
    await addCustomer(window, `Corner${viewport.width}`);
    await enrol(window, program);
    await registerPurchase(window);
    await redeem(window);
    await explain(window);
    await report(window, program);
    await window.close();
  });

const dialog = ({ page }: Window): Locator => page.getByRole("dialog");
const press = (within: Locator, name: string): Promise<void> =>
  within.getByRole("button", { name, exact: true }).first().click();

async function launch(window: Window, item: string): Promise<void> {
  await press(window.page.locator("body"), "App Launcher");
  await dialog(window).getByRole("link", { name: item, exact: true }).click();
}

async function makeProgram(window: Window, name: string): Promise<void> {
  await launch(window, "New Program");
  const assistant = window.page.locator("c-program-assistant");
  await assistant.getByRole("radio", { name: /^Retail points/ }).check();
  await press(assistant, "Next");
  await assistant.getByLabel(/Program Name/).fill(name);
  await assistant.getByLabel(/Program Name/).press("Tab");
  for (let step = 2; step < 5; step++) await press(assistant, "Next");
  await assistant.getByText("A purchase of 100 gives 110 points in Silver.").waitFor();
  await stage.looksRight(window, "newcomer-assistant");
  await press(assistant, "Create the program");
  await window.page.getByRole("heading", { name }).waitFor();
}

async function addCustomer(window: Window, name: string): Promise<void> {
  await launch(window, "Contacts");
  await press(window.page.locator("main"), "New");
  await dialog(window).getByLabel("First Name").fill("Ada");
  await dialog(window)
    .getByLabel(/Last Name/)
    .fill(name);
  await press(dialog(window), "Save");
  await window.page.getByRole("heading", { name: `Ada ${name}` }).waitFor();
}

async function enrol(window: Window, program: string): Promise<void> {
  const enrolment = window.page.locator("c-enrol-panel");
  await enrolment.getByRole("combobox", { name: "Program" }).click();
  await enrolment.getByRole("option", { name: program }).click();
  await press(enrolment, "Enrol");
  await card(window).getByText(`${program} · M`).waitFor();
}

const card = ({ page }: Window): Locator => page.locator("c-member-card");

async function registerPurchase(window: Window): Promise<void> {
  await press(card(window), "More actions");
  await card(window).getByRole("menuitem", { name: "Register a purchase" }).click();
  await dialog(window)
    .getByLabel(/Amount paid/)
    .fill("1200");
  await press(dialog(window), "Register");
  await dialog(window).getByText("The purchase earned 1,200 points. New balance: 1,250").waitFor();
  await leaveByKeyboard(window);
  await card(window).locator("c-card-head").getByText("Silver", { exact: true }).waitFor();
}

async function redeem(window: Window): Promise<void> {
  await press(card(window), "Redeem");
  await press(dialog(window), "Redeem");
  await dialog(window).getByText("New balance: 750").waitFor();
  await stage.looksRight(window, "newcomer-voucher");
  await leaveByKeyboard(window);
  await card(window).getByText("750", { exact: true }).first().waitFor();
}

/** What was pressed is gone with what it did; the keyboard goes on from what is left. */
async function leaveByKeyboard(window: Window): Promise<void> {
  await window.page.keyboard.press("Escape");
  await dialog(window).waitFor({ state: "detached" });
}

async function explain(window: Window): Promise<void> {
  const activity = window.page.locator("c-activity-timeline");
  await activity.getByText("Why?").nth(1).click();
  await activity.getByText(/1,200/).first().waitFor();
  await stage.looksRight(window, "newcomer-member");
}

async function report(window: Window, program: string): Promise<void> {
  await launch(window, "Loyalty Dashboard");
  const dashboard = window.page.locator("c-program-dashboard");
  await dashboard.getByRole("heading", { name: /^Loyalty Program · / }).waitFor();
  const choice = dashboard.getByRole("combobox", { name: "Program" });
  // Where there is one program there is nothing to choose.
  if (await choice.isVisible()) {
    await choice.click();
    await dashboard.getByRole("option", { name: program }).click();
  }
  await dashboard.getByRole("heading", { name: `Loyalty Program · ${program}` }).waitFor();
  await dashboard.getByText("$7.50").first().waitFor();
  await stage.looksRight(window, "newcomer-dashboard");
  const started = window.page.waitForEvent("download");
  await press(dashboard, "Download CSV");
  const csv = await readFile(await (await started).path(), "utf8");
  assert.match(csv, /750/);
}
