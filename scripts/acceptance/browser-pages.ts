import axe from "axe-core";
import type { Browser, BrowserContext, Locator, Page } from "playwright-core";

export const DESKTOP = { width: 1366, height: 900 };
export const PHONE = { width: 390, height: 844 };
/** The org tells phones by what their browsers call themselves. */
const PHONE_BROWSER =
  "Mozilla/5.0 (Linux; Android 15; Pixel 9) AppleWebKit/537.36 Chrome/141.0.0.0 Mobile Safari/537.36";

const MOMENT_MS = 1_000;

/** A logged-in browser window; what its pages complain about is collected. */
export interface Window {
  readonly page: Page;
  /** Errors of the console and of scripts since the last call. */
  takeErrors(): string[];
  /** Opens an address of the org and waits until nothing loads any more. */
  open(path: string): Promise<void>;
  close(): Promise<void>;
}

export async function openWindow(browser: Browser, loginAddress: string, viewport = DESKTOP): Promise<Window> {
  const phone = viewport.width === PHONE.width ? { userAgent: PHONE_BROWSER } : {};
  const context: BrowserContext = await browser.newContext({ viewport, locale: "en-US", ...phone });
  const page = await context.newPage();
  page.setDefaultTimeout(20_000);
  page.setDefaultNavigationTimeout(60_000);
  const errors: string[] = [];
  page.on("console", (message) => message.type() === "error" && errors.push(message.text()));
  page.on("pageerror", (error) => errors.push(error.message));
  // The first window may have to wait until the pages are compiled.
  await page.goto(loginAddress, { waitUntil: "networkidle", timeout: 120_000 });
  return {
    page,
    takeErrors: () => errors.splice(0),
    open: async (path) => {
      await page.goto(new URL(path, loginAddress).toString(), { waitUntil: "networkidle" });
      await page.locator("lightning-spinner").first().waitFor({ state: "detached" });
    },
    close: () => context.close()
  };
}

/**
 * What breaks WCAG 2.1 A or AA, as `rule: elements`. What is broken for a moment only, as a tooltip that comes before its
 * text, is no barrier to anybody: a problem is told once it has stayed.
 *
 * @param within the element that is looked at, with all that stands in it; otherwise the whole page
 */
export async function accessibilityProblems(page: Page, within: Locator = page.locator("html")): Promise<string[]> {
  await page.addScriptTag({ content: axe.source });
  const problems = await problemsAtRest(page, within);
  if (problems.length === 0) return [];
  await page.waitForTimeout(MOMENT_MS);
  return problemsAtRest(page, within);
}

async function problemsAtRest(page: Page, within: Locator): Promise<string[]> {
  await atRest(page);
  return within.evaluate(async (element) => {
    const { axe: onPage } = globalThis as unknown as { axe: typeof axe };
    const { violations } = await onPage.run(element, { runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"] });
    return violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(" ")}`);
  });
}

/** What fades out is neither there nor gone: a tooltip keeps its role for a moment after its text cannot be seen any more. */
async function atRest(page: Page): Promise<void> {
  await page.evaluate(`Promise.allSettled(
    document.getAnimations().filter((one) => one instanceof CSSTransition).map((one) => one.finished)
  ).then(() => new Promise((resolve) => requestAnimationFrame(resolve)))`);
}

/** Whether the page as a whole can be scrolled sideways. */
export function overflows(page: Page): Promise<boolean> {
  return page.evaluate<boolean>("document.documentElement.scrollWidth > document.documentElement.clientWidth");
}

/** Presses Tab until the control that has the focus shows this text; a page has no more than `most` stops. */
export async function tabTo(page: Page, text: string, most = 60): Promise<void> {
  for (let presses = 0; presses < most; presses++) {
    await page.keyboard.press("Tab");
    if ((await focusedText(page)) === text) return;
  }
  throw new Error(`Tab never reached '${text}'; the focus is on '${await focusedText(page)}'`);
}

/** Components hide what has the focus inside of them. */
function focusedText(page: Page): Promise<string> {
  return page.evaluate<string>(`(() => {
    let element = document.activeElement;
    while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
    return (element?.textContent ?? "").trim();
  })()`);
}
