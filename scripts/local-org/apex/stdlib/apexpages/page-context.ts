import { testState } from "../../testing/test-context.ts";
import { apexContext } from "../../runtime/context.ts";
import { apexError } from "../../runtime/exceptions.ts";
import { PageReference } from "../system/web/page-reference.ts";

/** What a Visualforce request has while its controllers run. */
interface PageContext {
  page: PageReference;
  readonly messages: unknown[];
}

const contextKey = Symbol("Visualforce page");

/**
 * Pages are not rendered here, so that only tests run "within" one: without `Test.setCurrentPage` one that has no
 * address, which tests of public projects that pass in orgs put parameters on and messages.
 */
function pageContext(): PageContext | undefined {
  if (!testState()) return undefined;
  const { state } = apexContext().tx;
  let context = state.get(contextKey) as PageContext | undefined;
  if (!context) state.set(contextKey, (context = { page: new PageReference(""), messages: [] }));
  return context;
}

export function currentPage(): PageReference | null {
  return pageContext()?.page ?? null;
}

/** "Test.setCurrentPage(page): A Visualforce test method that sets the current PageReference for the controller." */
export function setCurrentPage(page: PageReference | null): void {
  const context = pageContext();
  if (!context) throw apexError("System.TypeException", "This method can only be called from a test");
  context.page = page ?? new PageReference("");
}

/** The messages of the page; `method` is named where there is none. */
export function pageMessages(method: string): unknown[] {
  const context = pageContext();
  if (!context)
    throw apexError("System.FinalException", `ApexPages.${method} can only be called from a Visualforce page`);
  return context.messages;
}

export function clearPageMessages(): void {
  pageMessages("getMessages").length = 0;
}
