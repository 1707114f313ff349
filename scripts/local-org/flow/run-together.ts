import { RecordRefused, type FlowFault } from "./fault.ts";
import { isFault, type Interview, type Request } from "./interview.ts";
import type { FlowValue } from "./values.ts";

/** What an element gave one interview: nothing, a value to hold, or a fault. */
export type Served = { readonly fault?: undefined } | { readonly fault: FlowFault };

/** Serves all interviews that wait at one element. */
export type Serve = (requests: readonly Request[]) => readonly Served[];

/** How an interview ended. */
export type Ended =
  | { readonly outputs: ReadonlyMap<string, FlowValue>; readonly error?: undefined }
  | { readonly outputs?: undefined; readonly error: Error };

/**
 * "Flow Bulkification in Transactions": interviews of one transaction run side by side, and those that come to the same
 * element that reads, writes or calls do it together.
 */
export function runTogether(interviews: readonly Interview[], serve: Serve): Ended[] {
  const ended: Ended[] = [];
  const waiting = new Map<number, Request>();
  const advance = (index: number, step: () => IteratorResult<Request, ReadonlyMap<string, FlowValue>>): void => {
    waiting.delete(index);
    try {
      const { done, value } = step();
      if (done) ended[index] = { outputs: value };
      else waiting.set(index, value);
    } catch (error) {
      if (!isFault(error) && !(error instanceof RecordRefused)) throw error;
      ended[index] = { error };
    }
  };
  interviews.forEach((one, index) => advance(index, () => one.next(null)));
  while (waiting.size > 0) {
    const first = [...waiting.values()][0]!;
    const group = [...waiting].filter(([, { element }]) => element === first.element);
    const served = serve(group.map(([, request]) => request));
    group.forEach(([index], place) => {
      const { fault } = served[place]!;
      advance(index, () => (fault ? interviews[index]!.throw(fault) : interviews[index]!.next(null)));
    });
  }
  return ended;
}
