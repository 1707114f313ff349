import { MemberQuickAction } from "c/memberQuickAction";

/** Gives the member a voucher for nothing, with a reason. */
export default class GoodwillQuickAction extends MemberQuickAction {
  override action = "goodwill";
}
