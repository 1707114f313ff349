/** How a value of the org is read: exact decimals, moments in UTC, days without a zone. */
export type FieldKind = "text" | "number" | "moment" | "day" | "flag";

export interface FeedField {
  /** From the feed's object, e.g. `Member__r.MemberNumber__c`. */
  readonly path: string;
  readonly kind: FieldKind;
}

/** What the org can tell another system. */
export interface Feed {
  readonly object: string;
  /** Which records are told; all of them where nothing is said. */
  readonly where?: string;
  /** Path to the program's code. */
  readonly program: string;
  /**
   * `once`: records never change after they are written, each is told once. `versions`: each is told again when what
   * is told of it has changed, or when it is deleted.
   */
  readonly told: "once" | "versions";
  readonly fields: Readonly<Record<string, FeedField>>;
}

/** Of feeds whose records can be deleted: true in the row that says so. */
export const DELETED = "deleted";

const text = (path: string): FeedField => ({ path, kind: "text" });
const number = (path: string): FeedField => ({ path, kind: "number" });
const moment = (path: string): FeedField => ({ path, kind: "moment" });
const day = (path: string): FeedField => ({ path, kind: "day" });
const flag = (path: string): FeedField => ({ path, kind: "flag" });

/** Whose records they are, in the words of the ERP and of the program. */
function memberFields(path: string): Record<string, FeedField> {
  return {
    program: text(`${path}.Program__r.Code__c`),
    member: text(`${path}.MemberNumber__c`),
    account: text(`${path}.Account__r.ErpCustomerNumber__c`),
    contact: text(`${path}.Contact__r.ErpCustomerNumber__c`)
  };
}

const own = { recordId: text("Id"), createdAt: moment("CreatedDate") };

export const feeds = {
  redemptions: {
    object: "LoyaltyLedger__c",
    where: "Status__c = 'Posted' AND Kind__c IN ('Redemption', 'Cancellation')",
    program: "Member__r.Program__r.Code__c",
    told: "once",
    fields: {
      ...own,
      entry: text("Name"),
      ...memberFields("Member__r"),
      kind: text("Kind__c"),
      points: number("Points__c"),
      occurredAt: moment("OccurredAt__c"),
      document: text("Transaction__r.ExternalId__c"),
      reverses: text("Reverses__r.Name")
    }
  },
  vouchers: {
    object: "LoyaltyVoucher__c",
    // What is held for a review has no code, nor has what was refused then: for nobody's till.
    where: "Code__c != NULL",
    program: "Member__r.Program__r.Code__c",
    told: "versions",
    fields: {
      ...own,
      voucher: text("Name"),
      ...memberFields("Member__r"),
      code: text("Code__c"),
      reward: text("Reward__r.Code__c"),
      rewardName: text("Reward__r.Name"),
      kind: text("Kind__c"),
      status: text("Status__c"),
      value: number("Value__c"),
      points: number("Points__c"),
      usedAmount: number("UsedAmount__c"),
      product: text("ProductCode__c"),
      issuedAt: moment("IssuedAt__c"),
      expiresAt: moment("ExpiresAt__c"),
      cancelledAt: moment("CancelledAt__c"),
      document: text("Transaction__r.ExternalId__c"),
      redemption: text("Redemption__r.Name")
    }
  },
  voucherUses: {
    object: "LoyaltyVoucherUse__c",
    program: "Voucher__r.Member__r.Program__r.Code__c",
    told: "once",
    fields: {
      ...own,
      use: text("Name"),
      voucher: text("Voucher__r.Name"),
      ...memberFields("Voucher__r.Member__r"),
      code: text("Voucher__r.Code__c"),
      reward: text("Voucher__r.Reward__r.Code__c"),
      kind: text("Voucher__r.Kind__c"),
      amount: number("Amount__c"),
      document: text("Document__c"),
      usedAt: moment("UsedAt__c"),
      takenBack: flag("Refill__c")
    }
  },
  tierPrices: {
    object: "LoyaltyTierPrice__c",
    program: "Program__r.Code__c",
    told: "versions",
    fields: {
      ...own,
      priceList: text("Name"),
      program: text("Program__r.Code__c"),
      product: text("ProductCode__c"),
      tier: text("Tier__r.Name"),
      accountGroup: text("AccountGroup__c"),
      account: text("Account__r.ErpCustomerNumber__c"),
      minimumQuantity: number("MinimumQuantity__c"),
      price: number("Price__c"),
      saving: number("Saving__c"),
      currency: text("CurrencyCode__c"),
      validFrom: day("ValidFrom__c"),
      validUntil: day("ValidUntil__c"),
      key: text("PriceKey__c"),
      [DELETED]: flag("IsDeleted")
    }
  },
  tiers: {
    object: "LoyaltyTierChange__c",
    program: "Member__r.Program__r.Code__c",
    told: "versions",
    fields: {
      ...own,
      change: text("Name"),
      ...memberFields("Member__r"),
      fromTier: text("FromTier__r.Name"),
      toTier: text("ToTier__r.Name"),
      at: moment("At__c"),
      reason: text("Reason__c"),
      superseded: flag("Superseded__c")
    }
  },
  settlements: {
    object: "LoyaltySettlement__c",
    where: "ApprovedAt__c != NULL",
    program: "Program__r.Code__c",
    told: "versions",
    fields: {
      ...own,
      settlement: text("Name"),
      program: text("Program__r.Code__c"),
      partner: text("Partner__r.ErpCustomerNumber__c"),
      partnerName: text("Partner__r.Name"),
      month: day("Month__c"),
      points: number("Points__c"),
      pointValue: number("PointValue__c"),
      value: number("Value__c"),
      amount: number("Amount__c"),
      currency: text("CurrencyCode__c"),
      calculatedAt: moment("CalculatedAt__c"),
      approvedAt: moment("ApprovedAt__c"),
      key: text("SettlementKey__c")
    }
  }
} as const satisfies Readonly<Record<string, Feed>>;

export type FeedName = keyof typeof feeds;
