import { api, wire } from "lwc";
import getTree from "@salesforce/apex/CompanyTreeController.getTree";
import ACCOUNT from "@salesforce/schema/Account";
import CONTACT from "@salesforce/schema/Contact";
import MEMBER from "@salesforce/schema/LoyaltyMember__c";
import { NavigationMixin } from "lightning/navigation";
import { dayText, lineOf, numberText } from "c/localeText";
import { WiredPart } from "c/wiredPart";
import balanceLabel from "@salesforce/label/c.LoyaltyTreeBalance";
import cutLabel from "@salesforce/label/c.LoyaltyTreeCut";
import earnedLabel from "@salesforce/label/c.LoyaltyTreeEarned";
import hereLabel from "@salesforce/label/c.LoyaltyTreeHere";
import lastLabel from "@salesforce/label/c.LoyaltyTreeLast";
import nameLabel from "@salesforce/label/c.LoyaltyTreeName";
import noMemberLabel from "@salesforce/label/c.LoyaltyTreeNoMember";
import noneLabel from "@salesforce/label/c.LoyaltyTreeNone";
import personLabel from "@salesforce/label/c.LoyaltyTreePerson";
import programLabel from "@salesforce/label/c.LoyaltyTreeProgram";
import tierLabel from "@salesforce/label/c.LoyaltyTreeTier";
import titleLabel from "@salesforce/label/c.LoyaltyTreeTitle";
import type {
  CompanyTreeController_Membership as Membership,
  CompanyTreeController_Node as Node,
  CompanyTreeController_Tree as Tree
} from "apex-types";
import type { WireResult } from "lwc-wire";

/** As deep as names are set in; what stands below that is set in no further. */
const INDENTS = ["", "slds-p-left_medium", "slds-p-left_large", "slds-p-left_x-large", "slds-p-left_xx-large"];

interface Row {
  readonly key: string;
  readonly recordId: string;
  readonly objectName: string;
  readonly name: string;
  readonly detail: string;
  readonly level: number;
  readonly indent: string;
  readonly nameClass: string;
  /** Value of aria-current. */
  readonly current: string | undefined;
  /** Whether the name stands here; the further memberships of the same customer follow without it. */
  readonly isFirst: boolean;
  readonly memberId: string;
  readonly program: string;
  readonly tier: string;
  readonly balance: string;
  readonly earned: string;
  readonly last: string;
}

/** The company of a customer with its branches and people: who of them earns, what they have, and which tier they hold. */
export default class CompanyTree extends NavigationMixin(WiredPart<Tree>) {
  /** An account, a contact or a member. */
  @api recordId = "";

  memberObject = MEMBER.objectApiName;

  labels = {
    balance: balanceLabel,
    cut: cutLabel,
    earned: earnedLabel,
    last: lastLabel,
    name: nameLabel,
    noMember: noMemberLabel,
    none: noneLabel,
    program: programLabel,
    tier: tierLabel,
    title: titleLabel
  };

  @wire(getTree, { recordId: "$recordId" })
  receive(result: WireResult<Tree | null>): void {
    this.take(result);
  }

  /** A company alone, or a person without one, is what the card shows already. */
  get isEmpty(): boolean {
    return this.data !== undefined && (this.data.nodes ?? []).length < 2;
  }
  get isCut(): boolean {
    return this.data?.isCut === true;
  }
  get rows(): Row[] {
    return (this.data?.nodes ?? []).flatMap(rowsOf);
  }

  handleOpen(event: Event): void {
    event.preventDefault();
    const { id, object } = (event.currentTarget as HTMLElement).dataset;
    this[NavigationMixin.Navigate]({
      type: "standard__recordPage",
      attributes: { objectApiName: object, recordId: id, actionName: "view" }
    });
  }
}

function rowsOf(node: Node): Row[] {
  const memberships: readonly (Membership | undefined)[] = node.memberships?.length ? node.memberships : [undefined];
  return memberships.map((membership, index) => ({
    key: `${node.recordId ?? ""} ${index}`,
    recordId: node.recordId ?? "",
    objectName: (node.isPerson ? CONTACT : ACCOUNT).objectApiName,
    name: node.name ?? "",
    detail: lineOf(node.isHere && hereLabel, node.isPerson && (node.jobTitle ?? personLabel)),
    level: node.level ?? 0,
    indent: INDENTS[Math.min(node.level ?? 0, INDENTS.length - 1)]!,
    nameClass: node.isHere ? "slds-text-title_bold" : "",
    current: node.isHere ? "true" : undefined,
    isFirst: index === 0,
    ...textsOf(membership)
  }));
}

function textsOf(
  membership: Membership | undefined
): Pick<Row, "memberId" | "program" | "tier" | "balance" | "earned" | "last"> {
  if (membership === undefined) return { memberId: "", program: "", tier: "", balance: "", earned: "", last: "" };
  const { memberId, programName, pointName, tierName, balance, earned, lastDocumentAt } = membership;
  return {
    memberId: memberId ?? "",
    program: programName ?? "",
    tier: tierName ?? "",
    balance: `${numberText(balance)} ${pointName ?? ""}`.trim(),
    earned: numberText(earned),
    last: dayText(lastDocumentAt)
  };
}
