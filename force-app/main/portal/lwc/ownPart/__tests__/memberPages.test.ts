import cancelVoucher from "@salesforce/apex/MemberPagesController.cancelVoucher";
import decideConsent from "@salesforce/apex/MemberPagesController.decideConsent";
import dispute from "@salesforce/apex/MemberPagesController.dispute";
import getCards from "@salesforce/apex/MemberPagesController.getCards";
import getClaims from "@salesforce/apex/MemberPagesController.getClaims";
import getConsents from "@salesforce/apex/MemberPagesController.getConsents";
import getHistory from "@salesforce/apex/MemberPagesController.getHistory";
import getLeaderboards from "@salesforce/apex/MemberPagesController.getLeaderboards";
import getPreferences from "@salesforce/apex/MemberPagesController.getPreferences";
import getReferrals from "@salesforce/apex/MemberPagesController.getReferrals";
import getRewards from "@salesforce/apex/MemberPagesController.getRewards";
import getVouchers from "@salesforce/apex/MemberPagesController.getVouchers";
import invite from "@salesforce/apex/MemberPagesController.invite";
import getProposedAddress from "@salesforce/apex/MemberPagesController.getProposedAddress";
import redeem from "@salesforce/apex/MemberPagesController.redeem";
import statePreference from "@salesforce/apex/MemberPagesController.statePreference";
import submitClaim from "@salesforce/apex/MemberPagesController.submitClaim";
import LightningConfirm from "lightning/confirm";
import OwnCard from "c/ownCard";
import OwnClaimDialog from "c/ownClaimDialog";
import OwnClaims from "c/ownClaims";
import OwnConsents from "c/ownConsents";
import OwnHistory from "c/ownHistory";
import OwnLeaderboards from "c/ownLeaderboards";
import OwnPreferences from "c/ownPreferences";
import OwnRedeemDialog from "c/ownRedeemDialog";
import OwnReferrals from "c/ownReferrals";
import OwnRewards from "c/ownRewards";
import OwnVouchers from "c/ownVouchers";
import { all, button, called, clear, expectAccessible, one, settle, show, textOf, wired } from "test/support";

type Element = ReturnType<typeof show>;

const tier = { tierId: "t1", name: "Silver", threshold: 1000, color: "#6b7385", benefits: [] };
const card = {
  memberId: "m1",
  memberNumber: "LM-1",
  memberName: "Anna",
  programName: "Club",
  pointName: "Points",
  balance: 1250,
  spendablePoints: 1200,
  pendingPoints: 30,
  tier: { ...tier, benefits: [{ benefitId: "b1", name: "Early access", description: "First to know" }] },
  nextTier: { ...tier, tierId: "t2", name: "Gold", threshold: 5000 },
  pointsToNextTier: 3000,
  counted: 2000,
  hasTiers: true,
  tierBasis: "QualifyingPoints",
  tierPeriod: "Lifetime",
  expiring: [{ lastDay: "2026-12-31", points: 100 }],
  spendingRefusal: null
};

async function part(
  name: string,
  is: unknown,
  wire?: unknown,
  data?: unknown,
  cards: object[] = [card]
): Promise<Element> {
  const element = show(`c-${name}`, is);
  wired(getCards).emit(cards);
  if (wire !== undefined) wired(wire).emit(data);
  await settle();
  return element;
}

function change(element: HTMLElement, detail: object): void {
  element.dispatchEvent(new CustomEvent("change", { detail }));
}

afterEach(() => {
  clear();
  jest.resetAllMocks();
});

describe("ownCard", () => {
  test("shows the tier, the points, what is missing and what expires", async () => {
    const element = await part("own-card", OwnCard);
    expect(one(element, ".tier-name").textContent).toBe("Silver");
    expect(one(element, ".gap").textContent).toBe("3,000 more qualifying points to Gold");
    expect(all(element, ".remark").map(({ textContent }) => textContent)).toEqual([
      "1,200 can be spent now",
      "30 pending"
    ]);
    expect(textOf(element)).toContain("First to know");
    await expectAccessible(element);
  });

  test("who has two memberships chooses, and the other parts of the page follow", async () => {
    const cards = [card, { ...card, memberId: "m2", programName: "Dealers" }];
    const element = await part("own-card", OwnCard, undefined, undefined, cards);
    const history = await part("own-history", OwnHistory, getHistory, [], cards);
    change(one(element, "lightning-combobox"), { value: "m2" });
    await settle();
    expect(wired(getHistory).getLastConfig()).toMatchObject({ memberId: "m2" });
    expect(history.isConnected).toBe(true);
    change(one(element, "lightning-combobox"), { value: "m1" });
  });

  test("tells who is no member, and what went wrong", async () => {
    expect(textOf(await part("own-card", OwnCard, undefined, undefined, []))).toContain("You are not a member yet.");
    clear();
    const element = show("c-own-card", OwnCard);
    wired(getCards).error({ message: "no" });
    await settle();
    expect(one(element, "c-error-panel")).toBeTruthy();
  });
});

describe("ownHistory", () => {
  const entry = {
    entryId: "e1",
    kind: "Accrual",
    status: "Posted",
    points: 100,
    occurredAt: "2026-01-05T10:00:00Z",
    documentNumber: "R-1",
    activity: null,
    explanation: { value: 100, rate: 1, steps: [{ rule: "base", points: 100 }] }
  };

  test("explains each movement", async () => {
    const element = await part("own-history", OwnHistory, getHistory, [entry]);
    expect(one(element, ".points").textContent).toBe("+100");
    expect(all(element, "dd").map(({ textContent }) => textContent)).toEqual(["+100"]);
    await expectAccessible(element);
  });

  test("asks for more, and says that nothing has moved", async () => {
    const many = Array.from({ length: 10 }, (_, index) => ({ ...entry, entryId: `e${index}` }));
    const element = await part("own-history", OwnHistory, getHistory, many);
    button(element, "Show more").click();
    await settle();
    expect(wired(getHistory).getLastConfig()).toEqual({ memberId: "m1", most: 30 });
    clear();
    expect(textOf(await part("own-history", OwnHistory, getHistory, []))).toContain("No points have moved yet.");
  });
});

describe("ownRewards", () => {
  const offer = {
    rewardId: "r1",
    name: "Mug",
    description: "White",
    cost: 300,
    redeemable: true,
    reason: null,
    options: [],
    sent: false
  };

  test("offers what can be had, and says why something cannot", async () => {
    const dear = { ...offer, rewardId: "r2", name: "Bike", redeemable: false, reason: "300 points missing" };
    const element = await part("own-rewards", OwnRewards, getRewards, [offer, dear]);
    expect(all(element, "lightning-button").map(({ disabled }) => disabled)).toEqual([false, true]);
    expect(textOf(element)).toContain("300 points missing");
    const open = jest.spyOn(OwnRedeemDialog, "open").mockResolvedValueOnce(false);
    all(element, "lightning-button")[0]!.click();
    await settle();
    expect(open).toHaveBeenCalledWith(expect.objectContaining({ memberId: "m1", offer, spendablePoints: 1200 }));
    await expectAccessible(element);
  });

  test("the dialog redeems once for each wish, with the chosen option, and shows the code", async () => {
    const choice = { ...offer, options: [{ rewardId: "o1", name: "Red", stock: null, sent: false }] };
    const element = show("c-own-redeem-dialog", OwnRedeemDialog, {
      memberId: "m1",
      offer: choice,
      spendablePoints: 1200
    });
    await settle();
    const option = one(element, "lightning-radio-group");
    option.name = "option";
    change(option, { value: "o1" });
    called(redeem).mockResolvedValueOnce({ code: "ABC", balance: 900 });
    option.reportValidity = () => true;
    one(element, "c-dialog-buttons").dispatchEvent(new CustomEvent("confirm"));
    await settle();
    expect(redeem).toHaveBeenCalledWith(expect.objectContaining({ memberId: "m1", rewardId: "r1", optionId: "o1" }));
    expect(one(element, ".done").textContent).toBe("Your code is ABC. New balance: 900");
    await expectAccessible(element);
  });

  test("says that a redemption is held and what that means, without a code", async () => {
    const element = show("c-own-redeem-dialog", OwnRedeemDialog, { memberId: "m1", offer, spendablePoints: 1200 });
    await settle();
    called(redeem).mockResolvedValueOnce({ code: null, status: "Held", balance: 900 });
    one(element, "c-dialog-buttons").dispatchEvent(new CustomEvent("confirm"));
    await settle();
    expect(one(element, ".done").textContent).toMatch(/^Held for a review. The points are reserved/);
  });

  test("proposes the member's own address for what is sent, and sends where the member says", async () => {
    const element = show("c-own-redeem-dialog", OwnRedeemDialog, {
      memberId: "m1",
      offer: { ...offer, sent: true },
      spendablePoints: 1200
    });
    await settle();
    expect(one(element, "c-dialog-buttons").disabled).toBe(true);
    const home = {
      recipient: "Anna",
      street: "Lipowa 3",
      postalCode: null,
      city: "Gdynia",
      province: null,
      country: null
    };
    wired(getProposedAddress).emit(home);
    await settle();
    expect(one(element, "c-address-fields").address).toEqual(home);
    const work = { ...home, street: "Rynek 1" };
    one(element, "c-address-fields").dispatchEvent(new CustomEvent("address", { detail: work }));
    await settle();
    called(redeem).mockResolvedValueOnce({ code: "ABC", balance: 900 });
    one(element, "c-address-fields").reportValidity = () => true;
    one(element, "c-dialog-buttons").dispatchEvent(new CustomEvent("confirm"));
    await settle();
    expect(redeem).toHaveBeenCalledWith(expect.objectContaining({ address: work }));
  });
});

describe("ownVouchers", () => {
  const voucher = {
    voucherId: "v1",
    code: "ABC",
    rewardName: "Mug",
    status: "Issued",
    issuedAt: "2026-01-05T10:00:00Z"
  };

  test("takes back only what the org lets the member take back", async () => {
    const element = await part("own-vouchers", OwnVouchers, getVouchers, [
      { voucher, cancellable: true },
      { voucher: { ...voucher, voucherId: "v2", code: "GIFT" }, cancellable: false }
    ]);
    expect(all(element, "lightning-button")).toHaveLength(1);
    jest.spyOn(LightningConfirm, "open").mockResolvedValueOnce(true);
    button(element, "Cancel voucher").click();
    await settle();
    expect(cancelVoucher).toHaveBeenCalledWith({ voucherId: "v1" });
    expect(one(element, "c-outcome").told).toBe("The points are back.");
    await expectAccessible(element);
  });

  test("says that one is held or was refused, and shows no code", async () => {
    const held = { ...voucher, code: null, status: "Held" };
    const refused = { ...voucher, voucherId: "v2", code: null, status: "Cancelled" };
    const element = await part("own-vouchers", OwnVouchers, getVouchers, [
      { voucher: held, cancellable: false, refused: false },
      { voucher: refused, cancellable: false, refused: true }
    ]);
    expect(all(element, ".code")).toHaveLength(0);
    expect(all(element, ".slds-text-color_weak").map(({ textContent }) => textContent)).toEqual([
      expect.stringMatching(/^Held for a review · /),
      expect.stringMatching(/^Refused after a review · /)
    ]);
  });

  test("says that there are none", async () => {
    expect(textOf(await part("own-vouchers", OwnVouchers, getVouchers, []))).toContain("No vouchers yet.");
  });
});

describe("ownReferrals", () => {
  const overview = {
    offered: true,
    code: "7KQM",
    link: "https://shop.example/join?code=7KQM",
    pointName: "Points",
    referrerPoints: 50,
    refereePoints: 20,
    sent: 3,
    joined: 2,
    bought: 1,
    earned: 50
  };

  test("does not promise nothing to the new member", async () => {
    const element = await part("own-referrals", OwnReferrals, getReferrals, { ...overview, refereePoints: 0 });
    expect(one(element, ".promise").textContent).toBe(
      "For each new member who joins with your code and buys: 50 Points for you."
    );
  });

  test("shows code, link, promise and figures, and notes an invitation", async () => {
    const element = await part("own-referrals", OwnReferrals, getReferrals, overview);
    expect(one(element, ".promise").textContent).toContain("50 Points for you, 20 Points for the new member");
    expect(all(element, "dd").map(({ textContent }) => textContent)).toEqual(["3", "2", "1", "50"]);
    change(all(element, "lightning-input").at(-1)!, { value: " new@example.com " });
    await settle();
    button(element, "Invite").click();
    await settle();
    expect(invite).toHaveBeenCalledWith({ memberId: "m1", email: "new@example.com" });
    expect(one(element, "c-outcome").told).toBe("Invitation of new@example.com noted.");
    await expectAccessible(element);
  });
});

describe("ownLeaderboards", () => {
  const leaderboard = {
    leaderboardId: "l1",
    name: "Spring",
    firstDay: "2026-03-01",
    lastDay: "2026-05-31",
    members: 1200,
    countedAt: "2026-05-05T04:00:00Z",
    ownRank: 7,
    ownPoints: 1500,
    ownNamed: false,
    rows: [{ rank: 1, name: "Zofia K.", points: 9000, own: false }]
  };

  test("shows my rank, who is named, and whether I am", async () => {
    const element = await part("own-leaderboards", OwnLeaderboards, getLeaderboards, [leaderboard]);
    expect(one(element, ".own-rank").textContent).toBe("Your rank: 7 of 1,200, with 1,500 points");
    expect(one(element, ".named").textContent).toContain("Others do not see your name.");
    const table = one(element, "c-leaderboard-table");
    expect(textOf(table)).toContain("Points earned from Mar 1, 2026 to May 31, 2026");
    expect(all(table, "tbody td, tbody th").map(({ textContent }) => textContent)).toEqual(["1", "Zofia K.", "9,000"]);
    await expectAccessible(element);
  });

  test("says what it means to have no rank, and that others see the name", async () => {
    const unranked = { ...leaderboard, lastDay: null, ownRank: null, ownPoints: null, ownNamed: true, rows: [] };
    const element = await part("own-leaderboards", OwnLeaderboards, getLeaderboards, [unranked]);
    expect(one(element, ".own-rank").textContent).toContain("You have no rank yet");
    expect(one(element, ".named").textContent).toContain("Others see your name.");
    const table = one(element, "c-leaderboard-table");
    expect(textOf(table)).toContain("Points earned since Mar 1, 2026");
    expect(textOf(table)).toContain("Nobody who agreed to be named has a rank.");
  });

  test("says that there is none", async () => {
    expect(textOf(await part("own-leaderboards", OwnLeaderboards, getLeaderboards, []))).toContain("no leaderboard");
  });
});

describe("ownClaims", () => {
  const claim = {
    claimId: "c1",
    seller: "DEALER",
    invoiceNumber: "4711",
    occurredAt: "2026-01-05T10:00:00Z",
    amount: 99.5,
    currencyCode: "EUR",
    status: "Rejected",
    reason: "Unreadable",
    dispute: [],
    mayDispute: true
  };

  test("shows what became of claims, and disputes a rejection", async () => {
    const element = await part("own-claims", OwnClaims, getClaims, [claim]);
    expect(textOf(element)).toContain("DEALER · 4711 · €99.50");
    expect(one(element, ".said").textContent).toBe("Unreadable");
    change(one(element, "lightning-input"), { value: "Look again" });
    await settle();
    button(element, "Dispute").click();
    await settle();
    expect(dispute).toHaveBeenCalledWith({ memberId: "m1", claimId: "c1", reason: "Look again" });
    await expectAccessible(element);
  });

  test("the dialog hands in the invoice with its files and serial numbers", async () => {
    const element = show("c-own-claim-dialog", OwnClaimDialog, { memberId: "m1" });
    await settle();
    for (const field of all(element, "[data-field]")) field.reportValidity = () => true;
    for (const [name, value] of Object.entries({
      seller: "DEALER",
      invoiceNumber: "1",
      amount: "20",
      serials: "A\n\nB"
    })) {
      change(
        all(element, "lightning-input, lightning-textarea").find((each) => each.name === name)!,
        { value }
      );
    }
    await settle();
    const files = [{ name: "invoice.pdf", documentId: "d1" }];
    one(element, ".proof").dispatchEvent(new CustomEvent("uploadfinished", { detail: { files } }));
    await settle();
    one(element, "c-dialog-buttons").dispatchEvent(new CustomEvent("confirm"));
    await settle();
    const { invoice } = called(submitClaim).mock.calls[0]![0] as { invoice: object };
    expect(invoice).toMatchObject({ seller: "DEALER", amount: 20, proofIds: ["d1"], serialNumbers: ["A", "B"] });
    expect(one(element, ".done").textContent).toContain("The claim was submitted.");
  });
});

describe("ownConsents", () => {
  test("gives and takes back each purpose by itself", async () => {
    const consents = [{ purpose: "Email", label: "Messages by e-mail", given: false }];
    const element = await part("own-consents", OwnConsents, getConsents, consents);
    change(one(element, "lightning-input"), { checked: true });
    await settle();
    expect(decideConsent).toHaveBeenCalledWith({ memberId: "m1", purpose: "Email", given: true });
    expect(one(element, "c-outcome").told).toBe("Saved.");
    await expectAccessible(element);
  });
});

describe("switches", () => {
  test("pressed one after the other are all kept, and one that is refused turns back", async () => {
    const purposes = ["Email", "Profiling", "ThirdParties"];
    const consents = purposes.map((purpose) => ({ purpose, label: purpose, given: false }));
    const element = await part("own-consents", OwnConsents, getConsents, consents);
    called(decideConsent)
      .mockResolvedValueOnce(null)
      .mockRejectedValueOnce({ body: { message: "No" } })
      .mockResolvedValueOnce(null);
    const switches = all(element, "lightning-input");
    for (const pressed of switches) {
      pressed.checked = true;
      change(pressed, { checked: true });
    }
    await settle();
    await settle();
    expect(called(decideConsent).mock.calls.map(([sent]) => (sent as { purpose: string }).purpose)).toEqual(purposes);
    expect(switches.map(({ checked }) => checked)).toEqual([true, false, true]);
  });
});

describe("ownPreferences", () => {
  const preferences = [
    { name: "Tea", stated: true },
    { name: "Filter coffee", stated: false }
  ];

  test("shows what was stated, and keeps each by itself", async () => {
    const element = await part("own-preferences", OwnPreferences, getPreferences, preferences);
    const [tea, coffee] = all(element, "lightning-input");
    expect([tea!.checked, coffee!.checked]).toEqual([true, false]);
    change(coffee!, { checked: true });
    await settle();
    expect(statePreference).toHaveBeenCalledWith({ memberId: "m1", preference: "Filter coffee", stated: true });
    expect(one(element, "c-outcome").told).toBe("Saved.");
    await expectAccessible(element);
  });

  test("says that nothing is asked, who is no member, and why something is not kept", async () => {
    expect(textOf(await part("own-preferences", OwnPreferences, getPreferences, []))).toContain(
      "Nothing is asked here"
    );
    clear();
    expect(textOf(await part("own-preferences", OwnPreferences, undefined, undefined, []))).toContain("not a member");
    clear();
    const element = await part("own-preferences", OwnPreferences, getPreferences, preferences);
    called(statePreference).mockRejectedValue({ body: { message: "No more fit. Take one away first." } });
    change(all(element, "lightning-input")[0]!, { checked: false });
    await settle();
    expect(one(element, "c-outcome").refusal).toMatchObject({ body: { message: "No more fit. Take one away first." } });
  });
});
