import { wire } from "lwc";
import getHistory from "@salesforce/apex/MemberPagesController.getHistory";
import { OwnPart } from "c/ownPart";
import emptyLabel from "@salesforce/label/c.LoyaltyActivityEmpty";
import moreLabel from "@salesforce/label/c.LoyaltyActivityMore";
import titleLabel from "@salesforce/label/c.LoyaltyCardActivity";
import type { StatementEntry } from "apex-types";
import type { WireResult } from "lwc-wire";

const PAGE = 10;

/** Member pages: what moved my points, each with the sum that explains it. */
export default class OwnHistory extends OwnPart<readonly StatementEntry[]> {
  most = PAGE;
  labels = { empty: emptyLabel, more: moreLabel, title: titleLabel };

  @wire(getHistory, { memberId: "$memberId", most: "$most" })
  receive(result: WireResult<StatementEntry[]>): void {
    this.take(result);
  }

  get empty(): boolean {
    return this.isNobody || this.data?.length === 0;
  }
  get more(): boolean {
    return (this.data?.length ?? 0) >= this.most;
  }

  handleMore(): void {
    this.most += PAGE * 2;
  }
}
