import { MemberQuickAction } from "c/memberQuickAction";

/** Gives points of the member to another one. */
export default class TransferQuickAction extends MemberQuickAction {
  override action = "transfer";
}
