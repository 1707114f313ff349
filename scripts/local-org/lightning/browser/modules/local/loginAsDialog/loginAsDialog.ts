import LightningModal from "lightning/modal";
import { get, request, problemOf } from "local/org";
import { filled, words } from "local/words";
import type { OtherUser } from "../../../../protocol/users";

const SEARCH_PAUSE_MS = 200;

/** Chooses the user whose pages an administrator wants to see. */
export default class LoginAsDialog extends LightningModal {
  words = words;
  users: readonly OtherUser[] | undefined;
  problem = "";
  private timer: ReturnType<typeof setTimeout> | undefined;
  private attempts = 0;

  override connectedCallback(): void {
    super.connectedCallback?.();
    void this.find("");
  }

  get rows(): unknown[] {
    return (this.users ?? []).map((user) => ({
      ...user,
      roles: [user.profile, ...user.permissionSets].join(", "),
      button: `${words.logIn}: ${user.name}`
    }));
  }

  get noUsers(): boolean {
    return this.users?.length === 0;
  }

  handleText(event: CustomEvent<{ value: string }>): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.find(event.detail.value), SEARCH_PAUSE_MS);
  }

  async handleUser(event: Event): Promise<void> {
    const { username } = (event.currentTarget as HTMLElement).dataset;
    try {
      const { location: page } = await request<{ location: string }>("POST", "/lightning/api/login-as", { username });
      location.assign(page);
    } catch (error) {
      this.problem = problemOf(error);
    }
  }

  private async find(text: string): Promise<void> {
    const attempt = ++this.attempts;
    try {
      const users = await get<OtherUser[]>(`/lightning/api/users?q=${encodeURIComponent(text)}`);
      if (attempt === this.attempts) [this.users, this.problem] = [users, ""];
    } catch (error) {
      this.problem = problemOf(error);
    }
  }

  get status(): string {
    return this.noUsers ? filled(words.noUsers) : "";
  }
}
