import { refreshApex } from "@salesforce/apex";
import { registerRefreshHandler, unregisterRefreshHandler } from "lightning/refresh";
import { ActionPage } from "c/actionPage";
import type { WireResult } from "lwc-wire";

/** What shows what one wire reads. */
export class WiredView<Data> extends ActionPage {
  /** What was read last; it stays while it is read again. */
  data: Data | undefined;
  error: unknown;

  get loading(): boolean {
    return this.data === undefined && this.error === undefined;
  }

  /** For the wire: takes what it gives. */
  take({ data, error }: WireResult<Data | null>): void {
    this.data = data ?? this.data;
    this.error = error;
  }
}

/** A part of a page that shows what one wire reads, and reads it again whenever the page is refreshed. */
export class WiredPart<Data> extends WiredView<Data> {
  private wired: WireResult<Data | null> | undefined;
  private refreshHandler: string | undefined;

  override connectedCallback(): void {
    this.refreshHandler = registerRefreshHandler(this, async () => {
      await this.readAgain();
      return true;
    });
  }

  override disconnectedCallback(): void {
    if (this.refreshHandler !== undefined) unregisterRefreshHandler(this.refreshHandler);
  }

  override take(result: WireResult<Data | null>): void {
    this.wired = result;
    super.take(result);
  }

  readAgain(): Promise<void> {
    return refreshApex(this.wired);
  }
}
