import { api, wire } from "lwc";
import getOverview from "@salesforce/apex/TaxableRewardsController.getOverview";
import getPage from "@salesforce/apex/TaxableRewardsController.getPage";
import { NavigationMixin } from "lightning/navigation";
import { type Cell, downloadCsv } from "c/csvFile";
import { errorMessage } from "c/errorMessage";
import { labelText } from "c/labelText";
import { dayText, moneyText, numberText } from "c/localeText";
import { WiredView } from "c/wiredPart";
import MEMBER from "@salesforce/schema/LoyaltyMember__c";
import downloadLabel from "@salesforce/label/c.LoyaltyTaxDownload";
import firstLabel from "@salesforce/label/c.LoyaltyTaxFirst";
import limitLabel from "@salesforce/label/c.LoyaltyTaxLimit";
import noneLabel from "@salesforce/label/c.LoyaltyTaxNone";
import personLabel from "@salesforce/label/c.LoyaltyTaxPerson";
import rewardsLabel from "@salesforce/label/c.LoyaltyTaxRewards";
import titleLabel from "@salesforce/label/c.LoyaltyTaxTitle";
import totalLabel from "@salesforce/label/c.LoyaltyTaxTotal";
import valueLabel from "@salesforce/label/c.LoyaltyTaxValue";
import warnedLabel from "@salesforce/label/c.LoyaltyTaxWarned";
import yearLabel from "@salesforce/label/c.LoyaltyTaxYear";
import type {
  TaxableRewardsController_Overview as Overview,
  TaxableRewardsController_PersonYear as PersonYear
} from "apex-types";
import type { WireResult } from "lwc-wire";

interface RowText {
  readonly recordId: string;
  readonly memberId: string;
  readonly name: string;
  readonly rewards: string;
  readonly value: string;
  readonly warned: string;
}

const HEADER: readonly Cell[] = [
  "MemberNumber",
  "Person",
  "Year",
  "Rewards",
  "TaxableValue",
  "Currency",
  "OwnerToldAt"
];

/** What rewards of a program are worth for the tax office, by person, a year at a time. */
export default class TaxableRewards extends NavigationMixin(WiredView<Overview>) {
  @api programId = "";

  /** Null for the latest of which there is something. */
  year: number | null = null;
  override refusal = "";
  downloading = false;

  labels = {
    download: downloadLabel,
    none: noneLabel,
    person: personLabel,
    rewards: rewardsLabel,
    title: titleLabel,
    value: valueLabel,
    warned: warnedLabel,
    year: yearLabel
  };

  @wire(getOverview, { programId: "$programId", year: "$year" })
  receive(result: WireResult<Overview | null>): void {
    this.take(result);
  }

  get isEmpty(): boolean {
    return this.data !== undefined && this.years.length === 0;
  }
  get years(): { label: string; value: string }[] {
    return (this.data?.years ?? []).map((year) => ({ label: String(year), value: String(year) }));
  }
  get yearText(): string {
    return String(this.data?.year ?? "");
  }
  get totalText(): string {
    return labelText(totalLabel, numberText(this.data?.persons), this.money(this.data?.total));
  }
  get limitText(): string {
    const warning = this.data?.warning;
    return warning === null || warning === undefined ? "" : labelText(limitLabel, this.money(warning));
  }
  get firstText(): string {
    const { persons, rows } = this.data ?? {};
    return (persons ?? 0) > (rows ?? []).length ? labelText(firstLabel, numberText((rows ?? []).length)) : "";
  }
  get rows(): RowText[] {
    return (this.data?.rows ?? []).map(({ recordId, memberId, memberName, rewards, value, warnedAt }) => ({
      recordId: recordId ?? "",
      memberId: memberId ?? "",
      name: memberName ?? "",
      rewards: numberText(rewards),
      value: this.money(value),
      warned: dayText(warnedAt)
    }));
  }

  handleYear(event: CustomEvent<{ value: string }>): void {
    this.year = Number(event.detail.value);
  }

  handleMember(event: Event): void {
    event.preventDefault();
    const recordId = (event.currentTarget as HTMLElement).dataset.id!;
    this[NavigationMixin.Navigate]({
      type: "standard__recordPage",
      attributes: { objectApiName: MEMBER.objectApiName, recordId, actionName: "view" }
    });
  }

  async handleDownload(): Promise<void> {
    this.refusal = "";
    this.downloading = true;
    try {
      const everybody = await this.readEverybody();
      downloadCsv(`${titleLabel} ${this.yearText}.csv`, [HEADER, ...everybody.map((one) => this.cellsOf(one))]);
    } catch (error) {
      this.refusal = errorMessage(error);
    } finally {
      this.downloading = false;
    }
  }

  /** Page by page: there is no end to how many there may be. */
  private async readEverybody(before: readonly PersonYear[] = []): Promise<readonly PersonYear[]> {
    const page = await getPage({
      programId: this.programId,
      year: this.data?.year ?? null,
      afterId: before.at(-1)?.recordId ?? null
    });
    return page.length > 0 ? this.readEverybody([...before, ...page]) : before;
  }

  private cellsOf({ memberNumber, memberName, rewards, value, warnedAt }: PersonYear): Cell[] {
    return [memberNumber, memberName, this.data?.year, rewards, value, this.data?.currencyCode, warnedAt];
  }

  private money(amount: number | null | undefined): string {
    return moneyText(amount ?? 0, this.data?.currencyCode);
  }
}
