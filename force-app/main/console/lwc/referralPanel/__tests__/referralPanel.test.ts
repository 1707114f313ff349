import getReferrals from "@salesforce/apex/ReferralController.getReferrals";
import invite from "@salesforce/apex/ReferralController.invite";
import ReferralPanel from "c/referralPanel";
import { all, button, called, clear, expectAccessible, one, settle, show, textOf, wired } from "test/support";

const overview = {
  offered: true,
  code: "7KQM2XAB9H",
  link: "https://shop.example/join?code=7KQM2XAB9H",
  programName: "Club",
  pointName: "Points",
  referrerPoints: 500,
  refereePoints: 200,
  sent: 3,
  joined: 2,
  bought: 1,
  earned: 500,
  rows: [
    {
      referralId: "r1",
      who: "Nora",
      memberId: "m2",
      status: "Rewarded",
      statusLabel: "Rewarded",
      heldReason: null,
      happenedAt: "2026-03-01T10:00:00Z",
      points: 500
    },
    {
      referralId: "r2",
      who: "Rita",
      memberId: "m3",
      status: "Held",
      statusLabel: "Held",
      heldReason: "Self-referral",
      happenedAt: "2026-03-02T10:00:00Z",
      points: null
    },
    {
      referralId: "r3",
      who: "olga@example.com",
      memberId: null,
      status: "Sent",
      statusLabel: "Sent",
      heldReason: null,
      happenedAt: "2026-03-03T10:00:00Z",
      points: null
    }
  ]
};

type Element = ReturnType<typeof show>;

async function shown(data: object = overview): Promise<Element> {
  const element = show("c-referral-panel", ReferralPanel, { recordId: "m1" });
  wired(getReferrals).emit(data);
  await settle();
  return element;
}

async function inviting(element: Element, email: string): Promise<void> {
  one(element, 'lightning-input[data-name="email"]').dispatchEvent(
    new CustomEvent("change", { detail: { value: email } })
  );
  await settle();
  button(element, "Note the invitation").click();
  await settle();
}

describe("referralPanel", () => {
  afterEach(() => {
    clear();
    jest.resetAllMocks();
  });

  test("shows what to hand on, what is promised, and what came of it", async () => {
    const element = await shown();
    expect(one(element, ".promise").textContent).toContain("500 Points for the member, 200 Points for the new one");
    expect(all(element, "lightning-input").map(({ value }) => value)).toEqual([overview.code, overview.link, ""]);
    expect(all(element, "dd").map(({ textContent }) => textContent)).toEqual(["3", "2", "1", "500"]);
    expect(all(element, ".detail").map(({ textContent }) => textContent)).toEqual([
      "Rewarded · Mar 1, 2026",
      "Held · Self-referral · Mar 2, 2026",
      "Sent · Mar 3, 2026"
    ]);
    expect(all(element, ".points").map(({ textContent }) => textContent)).toEqual(["+500", "", ""]);
    await expectAccessible(element);
  });

  test("copies the link, and selects it where the browser does not allow that", async () => {
    const writeText = jest.fn().mockResolvedValueOnce(undefined).mockRejectedValueOnce(new Error("no"));
    Object.defineProperty(navigator, "clipboard", { value: { writeText }, configurable: true });
    const element = await shown();
    const copy = all(element, "lightning-button").filter(({ label }) => label === "Copy")[1]!;
    copy.click();
    await settle();
    expect(writeText).toHaveBeenCalledWith(overview.link);
    expect(one(element, "c-outcome").told).toBe("Copied.");
    copy.click();
    await settle();
    expect(one(element, "c-outcome").told).toContain("Ctrl+C");
  });

  test("notes an invitation and offers the e-mail, ready to be sent", async () => {
    called(invite).mockResolvedValueOnce(overview);
    const element = await shown();
    await inviting(element, " olga@example.com ");
    expect(invite).toHaveBeenCalledWith({ memberId: "m1", email: "olga@example.com" });
    const link = all(element, "a").find(({ textContent }) => textContent === "Write the e-mail to olga@example.com")!;
    const address = new URL(link.getAttribute("href")!);
    expect(address.pathname).toBe("olga@example.com");
    expect(address.searchParams.get("subject")).toBe("Join Club");
    expect(address.searchParams.get("body")).toBe(
      "Join Club with my code 7KQM2XAB9H. https://shop.example/join?code=7KQM2XAB9H"
    );
    await expectAccessible(element);
  });

  test("says why somebody was not invited", async () => {
    called(invite).mockRejectedValueOnce({ body: { message: "Is a member already" } });
    const element = await shown();
    await inviting(element, "nora@example.com");
    expect(one(element, "c-error-panel").error).toEqual({ body: { message: "Is a member already" } });
  });

  test("says that the program gives nothing, that nobody came yet, or what went wrong", async () => {
    const nothing = await shown({ ...overview, offered: false, rows: [] });
    expect(textOf(nothing)).toContain("gives nothing for referrals");
    clear();
    expect(textOf(await shown({ ...overview, rows: [] }))).toContain("Nobody was invited");
    clear();
    const failed = show("c-referral-panel", ReferralPanel, { recordId: "m1" });
    one(failed, "lightning-spinner");
    wired(getReferrals).error({ message: "No access" });
    await settle();
    one(failed, "c-error-panel");
  });

  test("opens the new member", async () => {
    const element = await shown();
    const went = jest.fn();
    element.addEventListener("navigate", went);
    all(element, "a")[0]!.click();
    expect((went.mock.calls[0] as [CustomEvent])[0].detail).toMatchObject({ attributes: { recordId: "m2" } });
  });
});
