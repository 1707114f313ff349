import { randomBytes, timingSafeEqual } from "node:crypto";
import { isExternal } from "../../security/licenses.ts";
import type { RunningUser } from "../../transaction/user.ts";

export interface Session {
  readonly token: string;
  readonly user: RunningUser;
  /** The session of the administrator who logged in as this user. */
  readonly startedFrom?: string;
}

/**
 * Who holds a token. Tokens look like the platform's: `<organisation id>!<secret>`. A session's user is read anew at each
 * use, so that it ends when the user is made inactive.
 */
export class Sessions {
  private readonly organizationId: string;
  private readonly activeUser: (id: string) => RunningUser | undefined;
  private readonly open: {
    readonly token: string;
    readonly userId: string;
    readonly startedFrom: string | undefined;
  }[] = [];

  private first: string | undefined;

  constructor(organizationId: string, activeUser: (id: string) => RunningUser | undefined) {
    this.organizationId = organizationId;
    this.activeUser = activeUser;
  }

  start(user: RunningUser, token: string = this.newToken()): Session {
    return this.begin(user, token);
  }

  /** A session of another user, that leads back to the one it was started from. */
  startFrom(startedFrom: string, user: RunningUser): Session {
    return this.begin(user, this.newToken(), startedFrom);
  }

  private begin(user: RunningUser, token: string, startedFrom?: string): Session {
    this.first ??= token;
    this.open.push({ token, userId: user.id, startedFrom });
    return { token, user, ...(startedFrom === undefined ? {} : { startedFrom }) };
  }

  /** Whether it is the one that the org was started with, whose address and token were printed for as long as it runs. */
  isOfProcess(token: string): boolean {
    return this.first !== undefined && sameSecret(this.first, token);
  }

  find(token: string | undefined): Session | undefined {
    if (!token) return undefined;
    const held = this.open.find((session) => sameSecret(session.token, token));
    const user = held && this.activeUser(held.userId);
    return user && { token, user, ...(held.startedFrom === undefined ? {} : { startedFrom: held.startedFrom }) };
  }

  /** As {@link find}, for APIs whose requests bring their session in a place of their own: external users may not call them. */
  findForApi(token: string | undefined): Session | undefined {
    const session = this.find(token);
    return session && !isExternal(session.user) ? session : undefined;
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
