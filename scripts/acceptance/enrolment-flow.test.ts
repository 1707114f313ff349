/** Enrolment by the screen flow that an administrator puts on a page, with the permission set of a rep and no other. */
import assert from "node:assert/strict";
import { PHONE } from "./browser-pages.ts";
import { browserStage } from "./browser-stage.ts";
import { createProgram } from "./records.ts";

let account: string;
let program: string;

const stage = await browserStage(
  {
    rep: { role: "Agent" },
    phone: { role: "Agent", viewport: PHONE, language: "pl" },
    viewer: { role: "Viewer" }
  },
  async ({ org, create }) => {
    program = await createProgram(org, "Club", { CurrencyCode__c: "EUR" });
    await createProgram(org, "Partners", { CurrencyCode__c: "EUR" });
    account = await create("Account", { Name: "Corner Shop" });
  }
);
const { test, windows, looksRight } = stage;
const flow = (): string => `/lightning/flow/Loyalty_Enrol?recordId=${account}`;

async function programsOfAccount(): Promise<unknown[]> {
  const members = await stage.org.connection.sobject("LoyaltyMember__c").find({ Account__c: account }, ["Program__c"]);
  return members.map((member) => (member as unknown as { Program__c: string }).Program__c);
}

test("a rep enrols by the flow, by keyboard; what is joined is not offered again", async () => {
  const { rep } = windows;
  await rep.open(flow());
  await rep.page.getByRole("combobox", { name: "Program" }).getByText("Club").waitFor();
  await looksRight(rep, "enrolment-flow");
  await rep.page.getByRole("button", { name: "Enrol" }).focus();
  await rep.page.keyboard.press("Enter");
  await rep.page.getByText("Enrolled in Club").first().waitFor();
  assert.deepEqual(await programsOfAccount(), [program]);
  await rep.open(flow());
  await rep.page.getByRole("combobox", { name: "Program" }).getByText("Partners").waitFor();
});

test("on a phone, in Polish", async () => {
  await windows.phone.open(flow());
  await windows.phone.page.getByRole("combobox", { name: "Program" }).waitFor();
  await looksRight(windows.phone, "enrolment-flow-pl");
});

test("who has no access to the flow is told so", async () => {
  await windows.viewer.open(flow());
  await windows.viewer.page.getByText("You do not have access to this flow").waitFor();
  windows.viewer.takeErrors();
});
