import { LightningElement } from "lwc";
import { request } from "local/org";
import { page } from "local/page";
import { filled, words } from "local/words";
import LoginAsDialog from "local/loginAsDialog";

/** Who is logged in, and the ways out: "Salesforce Help: Log In as Another User". */
export default class UserMenu extends LightningElement {
  words = words;
  mayLogInAs = page.mayLogInAs;

  get userName(): string {
    return String(page.user["Name"] ?? "");
  }

  get menuText(): string {
    return filled(words.openMenuOf, this.userName);
  }

  get logOutLabel(): string {
    return page.loggedInBy === undefined ? words.logOut : filled(words.logOutAs, this.userName);
  }

  handleSelect(event: CustomEvent<{ value: string }>): void {
    if (event.detail.value === "log-in-as") void LoginAsDialog.open({ label: words.logInAs, size: "small" });
    if (event.detail.value === "log-out") void logOut();
  }
}

export async function logOut(): Promise<void> {
  const { location: next } = await request<{ location: string }>("POST", "/lightning/api/logout");
  location.assign(next);
}
