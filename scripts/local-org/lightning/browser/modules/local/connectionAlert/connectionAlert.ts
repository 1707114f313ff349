import { LightningElement } from "lwc";
import type { Connection } from "local/org";
import { page } from "local/page";
import { words } from "local/words";

/** Says that the org cannot be reached, or that the session has ended. */
export default class ConnectionAlert extends LightningElement {
  words = words;
  connection: Connection = "there";

  override connectedCallback(): void {
    document.addEventListener("local:connection", this.handleConnection as EventListener);
    window.addEventListener("offline", this.handleOffline);
  }

  override disconnectedCallback(): void {
    document.removeEventListener("local:connection", this.handleConnection as EventListener);
    window.removeEventListener("offline", this.handleOffline);
  }

  /** What is said once stays until the org answers again. */
  private handleConnection = ({ detail }: CustomEvent<Connection>): void => {
    this.connection = detail;
  };

  private handleOffline = (): void => {
    this.connection = "gone";
  };

  get isGone(): boolean {
    return this.connection === "gone";
  }

  get isSessionEnded(): boolean {
    return this.connection === "session ended";
  }

  handleAgain(): void {
    location.reload();
  }

  handleLogIn(): void {
    const target = encodeURIComponent(location.pathname + location.search);
    location.assign(`${page.site?.prefix ?? ""}/login?startURL=${target}`);
  }
}
