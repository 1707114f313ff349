import type { Transaction } from "../transaction/transaction.ts";
import type { RunningUser } from "../transaction/user.ts";

/** A scheduled path of a flow that waits for its time, for one record. */
export interface WaitingPath {
  /** Of the flow, the path and the record: one at a time waits. */
  readonly key: string;
  readonly user: RunningUser;
  readonly recordId: string;
  /** Milliseconds since 1970. */
  readonly due: number;
  /** Paths of one name run together, as many as the size says. */
  readonly batch: { readonly name: string; readonly size: number };
  readonly run: (tx: Transaction, recordIds: readonly string[]) => void;
}

/** Takes the scheduled paths that a transaction plans, once it has committed. */
export interface PathSink {
  /** In the place of one of the same key. */
  wait(path: WaitingPath): void;
  /** Gives one that waits another time. */
  move(key: string, due: number): void;
  withdraw(key: string): void;
}
