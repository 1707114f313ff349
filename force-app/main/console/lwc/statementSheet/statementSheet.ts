/** Names the sheet in the page while it is printed. */
const SHEET = "loyalty-statement-sheet";
const PRINT_RULES = `
@media screen { .${SHEET} { display: none; } }
@media print {
  body > *:not(.${SHEET}) { display: none !important; }
  .${SHEET} { font-family: sans-serif; font-size: 10pt; }
  .${SHEET} table { width: 100%; border-collapse: collapse; }
  .${SHEET} th, .${SHEET} td { text-align: start; padding: 2pt 4pt; border-bottom: 1px solid currentcolor; }
  .${SHEET} td:last-child, .${SHEET} th:last-child { text-align: end; white-space: nowrap; }
  .${SHEET} tr { break-inside: avoid; }
}`;

/** What stands on the sheet; all of it in the user's language and form. */
export interface Sheet {
  readonly title: string;
  /** Lines below the title: whose it is, and of which days. */
  readonly about: readonly string[];
  readonly headings: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/**
 * Prints a sheet alone, without the page around it. It stands in the page's body for that long: a dialog scrolls
 * and would be cut at its edge.
 */
export function printSheet(sheet: Sheet): void {
  const printed = elementOf(sheet);
  document.body.append(printed);
  window.addEventListener("afterprint", () => printed.remove(), { once: true });
  window.print();
}

function elementOf({ title, about, headings, rows }: Sheet): HTMLElement {
  const style = element("style", PRINT_RULES);
  const table = document.createElement("table");
  const head = table.createTHead().insertRow();
  head.append(...headings.map((heading) => element("th", heading)));
  const body = table.createTBody();
  for (const row of rows) body.insertRow().append(...row.map((cell) => element("td", cell)));
  const sheet = document.createElement("section");
  sheet.className = SHEET;
  sheet.append(style, element("h1", title), ...about.map((line) => element("p", line)), table);
  return sheet;
}

function element(name: string, text: string): HTMLElement {
  const made = document.createElement(name);
  made.textContent = text;
  return made;
}
