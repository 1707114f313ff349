import { MemberQuickAction } from "c/memberQuickAction";

/** Redeems points of the member for a reward. */
export default class RedeemQuickAction extends MemberQuickAction {
  override action = "redeem";
}
