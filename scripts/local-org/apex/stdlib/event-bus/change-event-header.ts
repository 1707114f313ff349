import { variable, valueClassOf, type Members } from "../definition/platform-value.ts";

const fields: readonly (readonly [type: string, name: string])[] = [
  ["List<String>", "ChangedFields"],
  ["String", "ChangeOrigin"],
  ["String", "ChangeType"],
  ["Long", "CommitNumber"],
  ["Long", "CommitTimestamp"],
  ["String", "CommitUser"],
  ["List<String>", "DiffFields"],
  ["String", "EntityName"],
  ["List<String>", "NulledFields"],
  ["List<String>", "RecordIds"],
  ["Integer", "SequenceNumber"],
  ["Boolean", "TransactionEnd"],
  ["String", "TransactionKey"]
];

function members(): Members {
  const all: Members = {};
  for (const [type, name] of fields) {
    const { get, set } = variable(name);
    all[`${type} ${name}`] = { get, set: set! };
    all[`${type} ${type === "Boolean" ? "is" : "get"}${name}()`] = get;
    all[`void set${name}(${type} value)`] = set!;
  }
  return all;
}

/** "Change Data Capture Developer Guide: Change Event Header Fields". */
export const changeEventHeaderClass = valueClassOf("EventBus")("ChangeEventHeader", members());
