import getOverview from "@salesforce/apex/MemberSourcesController.getOverview";
import MemberSources from "c/memberSources";
import { all, clear, expectAccessible, settle, show, textOf, wired } from "test/support";

const fair = { joinedFrom: "Fair 2026", received: 1200, members: 40, buyers: 12, purchases: 15, amount: 980.5 };

async function shown(data: object): Promise<ReturnType<typeof show>> {
  const element = show("c-member-sources", MemberSources, { programId: "p1" });
  wired(getOverview).emit(data);
  await settle();
  return element;
}

afterEach(clear);

test("shows what came in by each form, who joined and what they bought", async () => {
  const element = await shown({ currencyCode: "EUR", sources: [fair] });
  expect(all(element, "tbody th").map(({ textContent }) => textContent)).toEqual(["Fair 2026"]);
  expect(all(element, "tbody td").map(({ textContent }) => textContent)).toEqual([
    "1,200",
    "40",
    "12",
    "15",
    "€980.50"
  ]);
  await expectAccessible(element);
});

test("who does not see what came in is told of the members alone", async () => {
  const element = await shown({ currencyCode: "EUR", sources: [{ ...fair, received: null }] });
  expect(all(element, "tbody td")[0]!.textContent).toBe("–");
});

test("says that nobody has come from a form", async () => {
  const element = await shown({ currencyCode: "EUR", sources: [] });
  expect(textOf(element)).toContain("Nobody has joined from a form yet.");
});
