import { mayHaveChanged } from "c/actionDialog";
import AdjustDialog from "c/adjustDialog";
import ClaimDialog from "c/claimDialog";
import EnrolDialog from "c/enrolDialog";
import GoodwillDialog from "c/goodwillDialog";
import { permissions } from "c/permissions";
import PriceDialog from "c/priceDialog";
import PurchaseDialog from "c/purchaseDialog";
import RedeemDialog from "c/redeemDialog";
import ScanCardDialog from "c/scanCardDialog";
import StatementDialog from "c/statementDialog";
import TransferDialog from "c/transferDialog";
import adjustLabel from "@salesforce/label/c.LoyaltyAdjustTitle";
import claimLabel from "@salesforce/label/c.LoyaltyClaimTitle";
import enrolLabel from "@salesforce/label/c.LoyaltyEnrolAnother";
import goodwillLabel from "@salesforce/label/c.LoyaltyGoodwillTitle";
import priceLabel from "@salesforce/label/c.LoyaltyPriceTitle";
import purchaseLabel from "@salesforce/label/c.LoyaltyPurchaseTitle";
import redeemLabel from "@salesforce/label/c.LoyaltyCardRedeem";
import scanCardLabel from "@salesforce/label/c.LoyaltyScanCardTitle";
import statementLabel from "@salesforce/label/c.LoyaltyStatementTitle";
import transferLabel from "@salesforce/label/c.LoyaltyTransferTitle";
import type { MemberCard as Card } from "apex-types";

/** Something that can be done for a member, in the user's language. */
export interface ActionItem {
  readonly name: string;
  readonly label: string;
}

interface Action extends ActionItem {
  offered(card: Card, recordId: string): boolean;
  open(card: Card, recordId: string): Promise<unknown>;
}

const isActive = ({ status }: Card): boolean => status === "Active";
const memberId = (card: Card): string => card.memberId ?? "";

const ACTIONS: readonly Action[] = [
  {
    name: "purchase",
    label: purchaseLabel,
    offered: (card) => permissions.post && card.status !== "Cancelled",
    open: (card) => PurchaseDialog.open({ size: "small", label: purchaseLabel, memberId: memberId(card) })
  },
  {
    name: "claim",
    label: claimLabel,
    offered: (card) => permissions.submitClaims && isActive(card),
    open: (card) => ClaimDialog.open({ size: "small", label: claimLabel, memberId: memberId(card) })
  },
  {
    name: "adjust",
    label: adjustLabel,
    offered: (card) => permissions.adjust && card.status !== "Cancelled",
    open: (card) =>
      AdjustDialog.open({ size: "small", label: adjustLabel, memberId: memberId(card), balance: card.balance ?? 0 })
  },
  {
    name: "transfer",
    label: transferLabel,
    offered: (card) => permissions.redeem && !card.spendingRefusal && (card.spendablePoints ?? 0) > 0,
    open: (card) =>
      TransferDialog.open({
        size: "small",
        label: transferLabel,
        memberId: memberId(card),
        programId: card.programId ?? "",
        spendablePoints: card.spendablePoints ?? 0
      })
  },
  {
    name: "goodwill",
    label: goodwillLabel,
    offered: (card) => permissions.post && permissions.redeem && isActive(card),
    open: (card) => GoodwillDialog.open({ size: "small", label: goodwillLabel, memberId: memberId(card) })
  },
  {
    name: "scanCard",
    label: scanCardLabel,
    offered: () => true,
    open: (card) => ScanCardDialog.open({ size: "small", label: scanCardLabel, card })
  },
  {
    name: "price",
    label: priceLabel,
    offered: () => true,
    open: (card) => PriceDialog.open({ size: "small", label: priceLabel, memberId: memberId(card) })
  },
  {
    name: "enrol",
    label: enrolLabel,
    // On a member's own page nothing says for which account or contact.
    offered: (card, recordId) => permissions.post && recordId !== card.memberId,
    open: (_card, recordId) => EnrolDialog.open({ size: "small", label: enrolLabel, recordId })
  }
];

/** What has a button of its own on the card. */
const CARD_ACTIONS: readonly Action[] = [
  {
    name: "redeem",
    label: redeemLabel,
    offered: (card) => permissions.redeem && !card.spendingRefusal && (card.spendablePoints ?? 0) > 0,
    open: (card) =>
      RedeemDialog.open({
        size: "small",
        label: redeemLabel,
        memberId: memberId(card),
        spendablePoints: card.spendablePoints ?? 0
      })
  },
  {
    name: "statement",
    label: statementLabel,
    offered: () => true,
    open: (card) => StatementDialog.open({ size: "medium", label: statementLabel, memberId: memberId(card) })
  }
];

function actionNamed(name: string): Action | undefined {
  return [...ACTIONS, ...CARD_ACTIONS].find((one) => one.name === name);
}

/** Whether an action is what makes an account or contact a member. */
export function startsWithoutMembership(name: string): boolean {
  return name === "enrol";
}

/** Whether the user may do it for this member at this moment. */
export function isOffered(name: string, card: Card, recordId: string): boolean {
  return actionNamed(name)?.offered(card, recordId) === true;
}

/** @returns what the user may do for this member at this moment, besides what the card has buttons for */
export function actionsOf(card: Card, recordId: string): ActionItem[] {
  return ACTIONS.filter((action) => action.offered(card, recordId)).map(({ name, label }) => ({ name, label }));
}

/** Opens the dialog of an action. @returns whether the page has to read its data again */
export async function openAction(name: string, card: Card, recordId: string): Promise<boolean> {
  const action = actionNamed(name);
  return action !== undefined && mayHaveChanged(await action.open(card, recordId));
}
