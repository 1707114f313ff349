import { MemberQuickAction } from "c/memberQuickAction";

/** Says what a product and quantity cost the member, and why. */
export default class PriceQuickAction extends MemberQuickAction {
  override action = "price";
}
