import OrgPeople from "c/orgPeople";
import { all, clear, expectAccessible, one, show } from "test/support";

const people = {
  withAccess: 1200,
  withoutAccess: 3,
  languages: [
    { code: "en_US", people: 1100 },
    { code: "pl", people: 100 },
    { code: "de", people: 3 }
  ],
  licenses: [
    { name: "Salesforce", used: 1200, total: 1500 },
    { name: "Free", used: 3, total: null }
  ]
};

describe("orgPeople", () => {
  afterEach(clear);

  test("counts people with and without the app, by language and by license", async () => {
    const element = show("c-org-people", OrgPeople, { people });
    const texts = (list: string): string[] => all(element, `${list} li`).map(({ textContent }) => textContent);
    expect(one(element, ".access").textContent).toBe("Active users with one of them: 1,200; without: 3");
    expect(texts(".languages")).toEqual([
      "American English: 1,100",
      "Polish: 100",
      "German: 3 · read the app in English"
    ]);
    expect(texts(".licenses")).toEqual(["Salesforce: 1,200 of 1,500 in use", "Free: 3 in use"]);
    await expectAccessible(element);
  });
});
