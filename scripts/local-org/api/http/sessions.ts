import { randomBytes, timingSafeEqual } from "node:crypto";
import type { RunningUser } from "../../transaction/user.ts";

export interface Session {
  readonly token: string;
  readonly user: RunningUser;
}

/** Who holds a token. Tokens look like the platform's: `<organisation id>!<secret>`. */
export class Sessions {
  private readonly organizationId: string;
  private readonly open: Session[] = [];

  constructor(organizationId: string) {
    this.organizationId = organizationId;
  }

  start(user: RunningUser, token: string = this.newToken()): Session {
    const session = { token, user };
    this.open.push(session);
    return session;
  }

  find(token: string | undefined): Session | undefined {
    if (!token) return undefined;
    return this.open.find((session) => sameSecret(session.token, token));
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
