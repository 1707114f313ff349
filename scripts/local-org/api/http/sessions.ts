import { randomBytes, timingSafeEqual } from "node:crypto";
import type { RunningUser } from "../../transaction/user.ts";

export interface Session {
  readonly token: string;
  readonly user: RunningUser;
}

/**
 * Who holds a token. Tokens look like the platform's: `<organisation id>!<secret>`. A session's user is read anew at each
 * use, so that it ends when the user is made inactive.
 */
export class Sessions {
  private readonly organizationId: string;
  private readonly activeUser: (id: string) => RunningUser | undefined;
  private readonly open: { readonly token: string; readonly userId: string }[] = [];

  constructor(organizationId: string, activeUser: (id: string) => RunningUser | undefined) {
    this.organizationId = organizationId;
    this.activeUser = activeUser;
  }

  start(user: RunningUser, token: string = this.newToken()): Session {
    this.open.push({ token, userId: user.id });
    return { token, user };
  }

  find(token: string | undefined): Session | undefined {
    if (!token) return undefined;
    const held = this.open.find((session) => sameSecret(session.token, token));
    const user = held && this.activeUser(held.userId);
    return user && { token, user };
  }

  end(token: string): void {
    const index = this.open.findIndex((session) => sameSecret(session.token, token));
    if (index >= 0) this.open.splice(index, 1);
  }

  private newToken(): string {
    return `${this.organizationId}!${randomBytes(36).toString("base64url")}`;
  }
}

function sameSecret(a: string, b: string): boolean {
  const left = Buffer.from(a);
  const right = Buffer.from(b);
  return left.length === right.length && timingSafeEqual(left, right);
}
