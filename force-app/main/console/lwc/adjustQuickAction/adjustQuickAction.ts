import { MemberQuickAction } from "c/memberQuickAction";

/** Adjusts points of the member, with a reason. */
export default class AdjustQuickAction extends MemberQuickAction {
  override action = "adjust";
}
