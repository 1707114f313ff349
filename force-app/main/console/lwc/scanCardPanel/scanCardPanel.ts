import { MemberElement } from "c/memberElement";
import titleLabel from "@salesforce/label/c.LoyaltyScanCardTitle";

/** The member's card as a till scans it, on the member's page. */
export default class ScanCardPanel extends MemberElement {
  labels = { title: titleLabel };

  get isMember(): boolean {
    return this.card !== undefined;
  }
}
