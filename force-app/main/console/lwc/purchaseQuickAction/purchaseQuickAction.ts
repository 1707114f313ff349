import { MemberQuickAction } from "c/memberQuickAction";

/** Registers a purchase of the member. */
export default class PurchaseQuickAction extends MemberQuickAction {
  override action = "purchase";
}
