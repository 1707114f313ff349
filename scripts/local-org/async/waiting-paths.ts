import type { PathSink, WaitingPath } from "../flow/waiting-path.ts";
import type { Transaction } from "../transaction/transaction.ts";
import type { RunningUser } from "../transaction/user.ts";
import type { Job } from "./jobs.ts";

/** Several records' interviews of one path, in one transaction. */
export interface FlowPathJob {
  readonly kind: "flowPath";
  readonly user: RunningUser;
  readonly batch: WaitingPath["batch"];
  readonly recordIds: string[];
  readonly run: WaitingPath["run"];
}

/** They live in memory, as schedules do: a restart of the org forgets them. */
export class WaitingPaths {
  private readonly paths = new Map<string, WaitingPath>();

  /**
   * What the transaction plans by this comes here with its commit.
   *
   * @param queue takes what is due at once
   */
  sink(tx: Transaction, queue: (path: WaitingPath) => void): PathSink {
    const place = (path: WaitingPath): void => {
      this.paths.delete(path.key);
      if (path.due <= tx.clock.now()) queue(path);
      else this.paths.set(path.key, path);
    };
    const move = (key: string, due: number): void => {
      const path = this.paths.get(key);
      if (path) place({ ...path, due });
    };
    return {
      wait: (path) => tx.afterCommit(() => place(path)),
      move: (key, due) => tx.afterCommit(() => move(key, due)),
      withdraw: (key) => tx.afterCommit(() => this.paths.delete(key))
    };
  }

  /** Those whose time has come, in the order of their times; they wait here no longer. */
  takeDue(now: number): readonly WaitingPath[] {
    const due = [...this.paths.values()].filter((path) => path.due <= now).sort((one, other) => one.due - other.due);
    for (const { key } of due) this.paths.delete(key);
    return due;
  }
}

/** Puts a path behind the jobs that wait, or into a batch among them. */
export function queuePath(jobs: Job[], { user, batch, recordId, run }: WaitingPath): void {
  const last = jobs.findLast((job): job is FlowPathJob => job.kind === "flowPath" && takes(job, user, batch));
  if (last) last.recordIds.push(recordId);
  else jobs.push({ kind: "flowPath", user, batch, run, recordIds: [recordId] });
}

function takes(job: FlowPathJob, user: RunningUser, batch: WaitingPath["batch"]): boolean {
  return job.batch.name === batch.name && job.user.id === user.id && job.recordIds.length < batch.size;
}
