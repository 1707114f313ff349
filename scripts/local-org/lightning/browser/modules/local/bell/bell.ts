import { LightningElement } from "lwc";
import { DATA, get, request } from "local/org";
import { navigate, onNavigation, type PageReference } from "local/router";
import { filled, words } from "local/words";

/** "Connect REST API Developer Guide: Notification". */
interface Notification {
  readonly id: string;
  readonly messageTitle: string;
  readonly messageBody: string;
  readonly read: boolean;
  /** A record's id. */
  readonly target: string | null;
  /** A page reference as JSON. */
  readonly targetPageRef: string | null;
}

const NOTIFICATIONS = `${DATA}/connect/notifications`;

/** What the org tells the user: how much is unread, the latest, and the way to what each is about. */
export default class Bell extends LightningElement {
  words = words;
  unread = 0;
  notifications: readonly Notification[] = [];
  private stop: (() => void) | undefined;

  override connectedCallback(): void {
    this.stop = onNavigation(() => void this.count());
    void this.count();
  }

  override disconnectedCallback(): void {
    this.stop?.();
  }

  get menuText(): string {
    return this.unread === 0 ? words.notifications : filled(words.unreadNotifications, String(this.unread));
  }

  get isEmpty(): boolean {
    return this.notifications.length === 0;
  }

  get items(): { id: string; text: string }[] {
    return this.notifications.map(({ id, messageTitle, messageBody, read }) => ({
      id,
      text: `${messageTitle}: ${messageBody}${read ? "" : ` (${words.unread})`}`
    }));
  }

  handleOpen(): void {
    void this.read();
  }

  handleSelect({ detail }: CustomEvent<{ value: string }>): void {
    const chosen = this.notifications.find(({ id }) => id === detail.value);
    if (chosen) void this.open(chosen);
  }

  private async open({ id, target, targetPageRef }: Notification): Promise<void> {
    await request("PATCH", `${NOTIFICATIONS}/${id}`, { read: true });
    await this.count();
    if (targetPageRef) navigate(JSON.parse(targetPageRef) as PageReference);
    else if (target) navigate({ type: "standard__recordPage", attributes: { recordId: target, actionName: "view" } });
  }

  /** Somebody who may not see notifications has none. */
  private async count(): Promise<void> {
    try {
      this.unread = (await get<{ unreadCount: number }>(`${NOTIFICATIONS}/status`)).unreadCount;
    } catch {
      this.unread = 0;
    }
  }

  private async read(): Promise<void> {
    ({ notifications: this.notifications } = await get<{ notifications: Notification[] }>(NOTIFICATIONS));
  }
}
