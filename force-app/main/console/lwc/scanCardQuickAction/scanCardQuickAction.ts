import { MemberQuickAction } from "c/memberQuickAction";

/** Shows the member's card as a till scans it. */
export default class ScanCardQuickAction extends MemberQuickAction {
  override action = "scanCard";
}
