import { MemberQuickAction } from "c/memberQuickAction";

/** Makes the account or contact a member of a program. */
export default class EnrolQuickAction extends MemberQuickAction {
  override action = "enrol";
}
