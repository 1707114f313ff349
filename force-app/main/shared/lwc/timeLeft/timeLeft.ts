import { api, LightningElement } from "lwc";
import { labelText } from "c/labelText";
import { durationText } from "c/localeText";
import leftLabel from "@salesforce/label/c.LoyaltyTimeLeft";

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
/** What is good for longer has its day; a countdown of months hurries nobody. */
const COUNTED_DAYS = 7;

/** Counts down to a moment of the coming week, by the minute; shows nothing before and after. */
export default class TimeLeft extends LightningElement {
  /** ISO 8601; the first moment that is too late. Blank for none. */
  @api until: string | null | undefined;

  now = Date.now();
  private timer: ReturnType<typeof setInterval> | undefined;

  override connectedCallback(): void {
    // eslint-disable-next-line @lwc/lwc/no-async-operation
    this.timer = setInterval(() => {
      this.now = Date.now();
    }, MINUTE);
  }

  override disconnectedCallback(): void {
    clearInterval(this.timer);
  }

  get text(): string {
    const left = this.left;
    const isCounted = left > 0 && left <= COUNTED_DAYS * DAY;
    return isCounted ? labelText(leftLabel, durationText(Math.ceil(left / MINUTE))) : "";
  }

  get tone(): string {
    return this.left <= DAY ? "slds-text-color_error" : "slds-text-color_default";
  }

  private get left(): number {
    return this.until ? Date.parse(this.until) - this.now : 0;
  }
}
