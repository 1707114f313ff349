/** The browser on a machine that has no font and no setting of its own. */
import assert from "node:assert/strict";
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { unavailable } from "../test/machine.ts";
import { BrowserUnavailable, launchBrowser } from "./launch-browser.ts";

let folder: string;
const packaged = process.platform === "linux" && process.arch === "x64" && !process.env["CHROME_PATH"];

before(() => (folder = mkdtempSync(join(tmpdir(), "no-fonts-"))));
after(() => rmSync(folder, { recursive: true }));

test("every letter that the app shows has a shape and a size", { skip: await unavailable("browser") }, async () => {
  const browser = await launchBrowser();
  try {
    const page = await browser.newPage();
    await page.setContent(`<span id="text">Points: 1.250 ₺ – ğışçöü ŻÓŁĆ</span>`);
    const { text, height } = await page.evaluate<{ text: number; height: number }>(
      `({ text: document.getElementById("text").offsetWidth, height: document.getElementById("text").offsetHeight })`
    );
    assert.ok(text > 150 && height > 10, `${text} × ${height}`);
  } finally {
    await browser.close();
  }
});

test(
  "the packaged browser uses nothing outside of its own folder, and leaves nothing",
  { skip: !packaged },
  async () => {
    const browser = await launchBrowser({ PATH: process.env["PATH"], HOME: folder, TMPDIR: folder });
    assert.match(readdirSync(folder).join(), /^browser-/);
    const page = await browser.newPage();
    await page.setContent("<span>Points</span>");
    assert.ok((await page.evaluate<number>(`document.querySelector("span").offsetWidth`)) > 20);
    await browser.close();
    assert.doesNotMatch(readdirSync(folder).join(), /browser-/);
  }
);

test("a browser that cannot start says what to do", async () => {
  await assert.rejects(
    launchBrowser({ ...process.env, CHROME_PATH: join(folder, "nowhere") }),
    (error) => error instanceof BrowserUnavailable && /install Chrome, or let CHROME_PATH name one/.test(error.message)
  );
});
