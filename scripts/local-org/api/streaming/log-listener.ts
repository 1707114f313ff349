import type { Org } from "../../org/types.ts";
import { keptLogs, type KeptLog } from "../tooling/apex-log.ts";

/** Collects the ids of a user's debug logs for a client that asks for them again and again. */
export class LogListener {
  private readonly org: Org;
  private readonly userId: string;
  private waiting: string[] = [];
  private wake: () => void = () => undefined;

  constructor(org: Org, userId: string) {
    this.org = org;
    this.userId = userId;
    keptLogs(org).on("kept", this.hear);
  }

  /** The ids since the last call; where there are none, those of the next log, or none once the time is up. */
  async next(milliseconds: number): Promise<readonly string[]> {
    if (this.waiting.length === 0)
      await new Promise<void>((resolve) => {
        this.wake = resolve;
        setTimeout(resolve, milliseconds).unref();
      });
    const ids = this.waiting;
    this.waiting = [];
    return ids;
  }

  close(): void {
    keptLogs(this.org).off("kept", this.hear);
    this.wake();
  }

  private readonly hear = ({ id, userId }: KeptLog): void => {
    if (userId !== this.userId) return;
    this.waiting.push(id);
    this.wake();
  };
}
