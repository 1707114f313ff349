import getTree from "@salesforce/apex/CompanyTreeController.getTree";
import CompanyTree from "c/companyTree";
import { all, clear, expectAccessible, one, settle, show, textOf, wired } from "test/support";

const membership = (program: string, balance: number): object => ({
  memberId: `m ${program}`,
  programName: program,
  pointName: "Points",
  tierName: "Silver",
  balance,
  earned: 2 * balance,
  lastDocumentAt: "2026-03-01T10:00:00Z"
});
const node = (name: string, level: number, more: object = {}): object => ({
  recordId: name,
  name,
  level,
  isPerson: false,
  isHere: false,
  jobTitle: null,
  memberships: [],
  ...more
});

const tree = {
  isCut: false,
  nodes: [
    node("Group", 0),
    node("Dealer", 1, { isHere: true, memberships: [membership("Club", 1200), membership("Retail", 5)] }),
    node("Ada Seller", 2, { isPerson: true, jobTitle: "Sales", memberships: [membership("Club", 120)] }),
    node("Bob Seller", 2, { isPerson: true })
  ]
};

async function shown(data: object = tree): Promise<ReturnType<typeof show>> {
  const element = show("c-company-tree", CompanyTree, { recordId: "Dealer" });
  wired(getTree).emit(data);
  await settle();
  return element;
}

describe("companyTree", () => {
  afterEach(clear);

  test("shows each company and person at its level, with what it has in each program", async () => {
    const element = await shown();
    const rows = all(element, "tbody tr").map((row) =>
      [...row.querySelectorAll("a, p, span, td")]
        .filter(({ children }) => children.length === 0)
        .map(({ textContent }) => textContent)
        .filter(Boolean)
        .join(" | ")
    );
    expect(rows).toEqual([
      "Group | Not a member",
      "Dealer | This customer | Club | Silver | 1,200 Points | 2,400 | Mar 1, 2026",
      "Dealer | Retail | Silver | 5 Points | 10 | Mar 1, 2026",
      "Ada Seller | Sales | Club | Silver | 120 Points | 240 | Mar 1, 2026",
      "Bob Seller | Person | Not a member"
    ]);
    expect(all(element, "tbody tr").map((row) => row.dataset.level)).toEqual(["0", "1", "1", "2", "2"]);
    expect(one(element, 'a[aria-current="true"]').textContent).toBe("Dealer");
    await expectAccessible(element);
  });

  test("says that a customer stands alone, or that there is more than fits", async () => {
    expect(textOf(await shown({ isCut: false, nodes: [node("Dealer", 0, { isHere: true })] }))).toContain(
      "No further companies or people"
    );
    clear();
    expect(textOf(await shown({ ...tree, isCut: true }))).toContain("There are more companies or people");
  });

  test("waits, and says what went wrong", async () => {
    const element = show("c-company-tree", CompanyTree, { recordId: "Dealer" });
    one(element, "lightning-spinner");
    wired(getTree).error({ message: "No access" });
    await settle();
    one(element, "c-error-panel");
  });

  test("opens a person, a company or a membership", async () => {
    const element = await shown();
    const went = jest.fn();
    element.addEventListener("navigate", went);
    for (const link of all(element, "a")) link.click();
    expect(
      went.mock.calls.map(
        ([{ detail }]: [CustomEvent<{ attributes: { objectApiName: string } }>]) => detail.attributes.objectApiName
      )
    ).toEqual(["Account", "Account", "LoyaltyMember__c", "LoyaltyMember__c", "Contact", "LoyaltyMember__c", "Contact"]);
  });
});
