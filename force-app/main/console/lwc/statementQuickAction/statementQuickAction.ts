import { MemberQuickAction } from "c/memberQuickAction";

/** Shows the statement of the member. */
export default class StatementQuickAction extends MemberQuickAction {
  override action = "statement";
}
