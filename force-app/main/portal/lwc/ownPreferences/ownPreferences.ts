import { wire } from "lwc";
import getPreferences from "@salesforce/apex/MemberPagesController.getPreferences";
import statePreference from "@salesforce/apex/MemberPagesController.statePreference";
import { OwnPart } from "c/ownPart";
import nobodyLabel from "@salesforce/label/c.LoyaltyPagesNobody";
import noneLabel from "@salesforce/label/c.LoyaltyPagesNoPreferences";
import titleLabel from "@salesforce/label/c.LoyaltyPagesPreferences";
import type { MemberPreferences_Preference as Preference } from "apex-types";
import type { WireResult } from "lwc-wire";

/** Member pages: what interests me, each of it stated and taken back by a switch. */
export default class OwnPreferences extends OwnPart<readonly Preference[]> {
  labels = { title: titleLabel };

  @wire(getPreferences, { memberId: "$memberId" })
  receive(result: WireResult<Preference[]>): void {
    this.take(result);
  }

  get preferences(): readonly Preference[] {
    return this.data ?? [];
  }
  get isEmpty(): boolean {
    return this.isNobody || this.data?.length === 0;
  }
  get emptyText(): string {
    return this.isNobody ? nobodyLabel : noneLabel;
  }

  async handleChoice(event: CustomEvent<{ checked: boolean }>): Promise<void> {
    const { preference } = (event.currentTarget as HTMLElement).dataset;
    const memberId = this.memberId ?? null;
    await this.keep(event, () =>
      statePreference({
        memberId,
        preference: preference ?? null,
        stated: event.detail.checked
      })
    );
  }
}
