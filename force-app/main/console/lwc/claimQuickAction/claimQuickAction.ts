import { MemberQuickAction } from "c/memberQuickAction";

/** Submits an invoice of another seller for the member. */
export default class ClaimQuickAction extends MemberQuickAction {
  override action = "claim";
}
