import { api } from "lwc";
import setLimit from "@salesforce/apex/PoolController.setLimit";
import { ActionDialog } from "c/actionDialog";
import { labelText } from "c/labelText";
import { numberText } from "c/localeText";
import limitLabel from "@salesforce/label/c.LoyaltyPoolLimit";
import memberLabel from "@salesforce/label/c.LoyaltyPoolMember";
import saveLabel from "@salesforce/label/c.LoyaltyPoolSave";
import savedLabel from "@salesforce/label/c.LoyaltyPoolSaved";
import titleLabel from "@salesforce/label/c.LoyaltyPoolTitle";
import type { PoolController_Share as Share } from "apex-types";

/** Says how many points a member may spend from the pool in a month. Closes with whether it was kept. */
export default class PoolDialog extends ActionDialog {
  @api poolId = "";
  /** Whose limit it can be. */
  @api members: readonly Share[] = [];

  memberId = "";
  limitPoints = "";

  labels = { limit: limitLabel, member: memberLabel, save: saveLabel, title: titleLabel };

  override connectedCallback(): void {
    if (this.members.length === 1) {
      const [{ memberId, limitPoints } = {} as Partial<Share>] = this.members;
      this.memberId = memberId ?? "";
      this.limitPoints = limitPoints === null || limitPoints === undefined ? "" : String(limitPoints);
    }
  }

  get options(): { label: string; value: string }[] {
    return this.members.map(({ memberId, name }) => ({ value: memberId ?? "", label: name ?? "" }));
  }

  async handleConfirm(): Promise<void> {
    await this.attempt(async () => {
      const limitPoints = Number(this.limitPoints);
      await setLimit({ memberId: this.memberId, poolId: this.poolId, limitPoints });
      this.doneText = labelText(savedLabel, numberText(limitPoints));
    });
  }
}
