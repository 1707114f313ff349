import axe from "axe-core";
import { createElement, type LightningElement } from "lwc";

/** What a test does with a wired Apex method in the place of the org. */
interface WiredMethod<T> {
  emit(data: T): void;
  error(body: unknown, status?: number): void;
  getLastConfig(): Record<string, unknown> | undefined;
}

/** The method as a wire that the test answers. */
export function wired<T = unknown>(method: unknown): WiredMethod<T> {
  return method as WiredMethod<T>;
}

/** The method as a call that the test answers. */
export function called(method: unknown): jest.Mock {
  return method as jest.Mock;
}

type Constructor = typeof LightningElement;
type Element = HTMLElement & Record<string, unknown>;

/** Puts a component on the page. */
export function show(name: string, is: unknown, properties: Record<string, unknown> = {}): Element {
  const element = createElement(name, { is: is as Constructor }) as unknown as Element;
  Object.assign(element, properties);
  document.body.append(element);
  return element;
}

/** Takes everything off the page. */
export function clear(): void {
  document.body.replaceChildren();
  jest.clearAllMocks();
}

/** Lets promises settle and the page render. */
export function settle(): Promise<void> {
  // eslint-disable-next-line @lwc/lwc/no-async-operation
  return new Promise((resolve) => setTimeout(resolve, 0));
}

/** Every element that matches, inside of the component and of the frames that it stands in. */
export function all(element: HTMLElement, selector: string): Element[] {
  const own = [...(element.shadowRoot?.querySelectorAll(selector) ?? [])] as Element[];
  return [...own, ...framesOf(element).flatMap((frame) => all(frame, selector))];
}

function framesOf(element: HTMLElement): HTMLElement[] {
  return [
    ...(element.shadowRoot?.querySelectorAll<HTMLElement>(
      "c-state-frame, c-outcome, c-bulk-frame, c-dialog-buttons, c-field-list, c-card-head, c-card-details, c-entry-list, c-figure-section, c-wide-table"
    ) ?? [])
  ];
}

/** The one element that matches. */
export function one(element: HTMLElement, selector: string): Element {
  const found = all(element, selector);
  expect({ selector, found: found.length }).toEqual({ selector, found: 1 });
  return found[0]!;
}

/** The text that stands in the component itself, and what its frames say. */
export function textOf(element: HTMLElement): string {
  const texts = [element.shadowRoot?.textContent ?? "", ...framesOf(element).map(textOf)];
  return texts.join(" ").replace(/\s+/g, " ").trim();
}

/** The button with this label. */
export function button(element: HTMLElement, label: string): Element {
  const found = all(element, "lightning-button").filter((each) => each.label === label);
  expect({ label, found: found.length > 0 }).toEqual({ label, found: true });
  return found[0]!;
}

/** Axe finds nothing against WCAG 2.1 A and AA; contrast and visible names need a real browser. */
export async function expectAccessible(element: HTMLElement): Promise<void> {
  const { violations } = await axe.run(element, {
    runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"],
    rules: { "color-contrast": { enabled: false }, "label-content-name-mismatch": { enabled: false } }
  });
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(" ")}`)).toEqual([]);
}
