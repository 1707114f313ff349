import type { Implementation, PropertyImplementation } from "../definition/define.ts";

type Members = Record<string, Implementation | PropertyImplementation>;
type Answers<T> = Readonly<Record<string, readonly [type: string, answer: (self: T) => unknown]>>;

/** Results of describes and of DML answer both as `getName()` or `isCustom()` and as the properties `name` and `custom`. */
export function describeMembers<T>(answers: Answers<T>): Members {
  const members: Members = {};
  for (const [name, [type, answer]] of Object.entries(answers)) {
    members[`${type} ${type === "Boolean" ? "is" : "get"}${name}()`] = answer;
    members[`readonly ${type} ${name}`] = { get: answer };
  }
  return members;
}
