import getMappings from "@salesforce/apex/MappingController.getMappings";
import tryOut from "@salesforce/apex/MappingController.tryOut";
import { NavigationMixin } from "lightning/navigation";
import { ActionPage } from "c/actionPage";
import { labelText } from "c/labelText";
import { lineOf, moneyText, numberText } from "c/localeText";
import aboutLabel from "@salesforce/label/c.LoyaltyMappingsAbout";
import inUseLabel from "@salesforce/label/c.LoyaltyMappingsInUse";
import linesLabel from "@salesforce/label/c.LoyaltyMappingsLines";
import noneLabel from "@salesforce/label/c.LoyaltyMappingsNone";
import notInUseLabel from "@salesforce/label/c.LoyaltyMappingsNotInUse";
import titleLabel from "@salesforce/label/c.LoyaltyMappingsTitle";
import triedLabel from "@salesforce/label/c.LoyaltyMappingsTried";
import tryLabel from "@salesforce/label/c.LoyaltyMappingsTry";
import tryTitleLabel from "@salesforce/label/c.LoyaltyMappingsTryTitle";
import type { MappingController_Mapping as Mapping, MappingController_Trial as Trial } from "apex-types";

/** How sales and activities of the org become transactions: whether each mapping works, and what it makes of the latest records. */
export default class DocumentMappings extends NavigationMixin(ActionPage) {
  error: unknown;
  given: Mapping[] | undefined;
  trialsByName: Record<string, Trial[]> = {};

  labels = { about: aboutLabel, title: titleLabel, tryOut: tryLabel };

  override connectedCallback(): void {
    this.read().catch((error: unknown) => (this.error = error));
  }

  get loading(): boolean {
    return this.given === undefined && this.error === undefined;
  }

  get mappings() {
    return (this.given ?? []).map((mapping) => {
      const name = mapping.name ?? "";
      const trials = this.trialsByName[name];
      const problems = mapping.problems ?? [];
      return {
        name,
        objectName: mapping.objectName ?? "",
        problems,
        title: lineOf(mapping.label ?? "", mapping.objectName ?? "", mapping.isActive ? inUseLabel : notInUseLabel),
        tryTitle: labelText(tryTitleLabel, mapping.label ?? ""),
        works: problems.length === 0,
        isTried: trials !== undefined,
        triedText: trials?.length ? triedLabel : noneLabel,
        trials: (trials ?? []).map(shown)
      };
    });
  }

  async handleTry(event: Event): Promise<void> {
    const { name } = (event.currentTarget as HTMLElement).dataset;
    await this.attempt(async () => {
      const trials = (await tryOut({ name: name! })) ?? [];
      this.trialsByName = { ...this.trialsByName, [name!]: trials };
    });
  }

  handleOpen(event: Event): void {
    event.preventDefault();
    const { id, object } = (event.currentTarget as HTMLElement).dataset;
    this[NavigationMixin.Navigate]({
      type: "standard__recordPage",
      attributes: { recordId: id!, objectApiName: object!, actionName: "view" }
    });
  }

  private async read(): Promise<void> {
    this.given = (await getMappings()) ?? [];
  }
}

function shown({ recordId, externalId, memberNumber, amount, currencyCode, lines, refusal, name, enrolment }: Trial) {
  return {
    recordId: recordId ?? "",
    title: name ?? externalId ?? recordId ?? "",
    text:
      refusal ??
      enrolment ??
      lineOf(
        memberNumber ?? "",
        moneyText(amount, currencyCode),
        typeof lines === "number" && lines > 0 && labelText(linesLabel, numberText(lines))
      )
  };
}
