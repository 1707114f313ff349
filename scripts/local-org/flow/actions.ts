import { ApexMap } from "../apex/runtime/collections.ts";
import type { ApexContext } from "../apex/runtime/context.ts";
import { toApexException } from "../apex/runtime/exceptions.ts";
import type { MethodInfo } from "../apex/runtime/reflection.ts";
import { anyType, stringType, type RuntimeType } from "../apex/runtime/runtime-type.ts";
import { fromPlain, invocableMethod, parameterType, toPlain } from "../apex/stdlib/invocable/invocable-values.ts";
import { NotificationRefusal, sendCustomNotification } from "../notifications/send.ts";
import type { Transaction } from "../transaction/transaction.ts";
import { dictionary } from "../values/dictionary.ts";
import { fromApex, toApex } from "./apex-values.ts";
import { postToChatter } from "./chatter-post.ts";
import type { CallAction } from "./definition.ts";
import { FlowFault } from "./fault.ts";
import type { Request } from "./interview.ts";
import type { Served } from "./run-together.ts";
import { isCollection, OutputValues, textOf, type FlowValue } from "./values.ts";

/** Runs Apex in the transaction's own context. */
export type RunApex = <T>(tx: Transaction, work: (context: ApexContext) => T) => T;

/** Calls an action once for all interviews that wait for it. */
export function callAction(runApex: RunApex, element: CallAction, requests: readonly Request[]): Served[] {
  try {
    const { tx } = requests[0]!.scope;
    const answers =
      element.type === "apex" ? callApex(runApex, tx, element, requests) : standard(runApex, element, requests);
    requests.forEach(({ scope }, index) => {
      const answer = answers[index]!;
      scope.hold(element.name, new OutputValues(answer));
      for (const { name, into } of element.outputs) scope.write(into, answer.get(name) ?? null);
    });
    return requests.map(() => ({}));
  } catch (error) {
    const fault = error instanceof FlowFault ? error : apexFault(error);
    return requests.map(() => ({ fault }));
  }
}

function apexFault(error: unknown): FlowFault {
  const exception = toApexException(error);
  if (!exception) throw error;
  return new FlowFault(
    `An Apex error occurred: ${exception.apexTypeName}: ${exception.apexMessage ?? "Script-thrown exception"}`
  );
}

function callApex(
  runApex: RunApex,
  tx: Transaction,
  element: CallAction,
  requests: readonly Request[]
): ReadonlyMap<string, FlowValue>[] {
  return runApex(tx, ({ program }) => {
    const name = element.action.replace("__", ".");
    const method = invocableMethod(program.classByName(name) ?? program.classByName(element.action));
    if (!method) throw new FlowFault(`The org has no Apex action ${element.action}`);
    const args = method.parameters.map(({ type }) =>
      fromPlain(
        requests.map(({ scope }) => argumentsOf(element, scope.given.bind(scope), elementType(method))),
        type
      )
    );
    return toPlain(method.invoke(null, args), requests.length).map((output) => answerOf(output));
  });
}

function elementType(method: MethodInfo): RuntimeType {
  return method.parameters[0]?.type.arguments[0] ?? anyType;
}

function argumentsOf(
  { inputs }: CallAction,
  given: (value: CallAction["inputs"][number]["value"]) => FlowValue,
  type: RuntimeType
): ApexMap {
  const values = new ApexMap(stringType, anyType);
  for (const { name, value } of inputs) values.set(name, toApex(given(value), parameterType(type, name)));
  return values;
}

function answerOf(output: ApexMap): ReadonlyMap<string, FlowValue> {
  return new Map([...output.entries()].map(([name, value]) => [String(name), fromApex(value)]));
}

type Outputs = ReadonlyMap<string, FlowValue>;
type StandardAction = (request: Request, element: CallAction, runApex: RunApex) => Outputs | void;

/** Actions of the platform that need no Apex, by their type. */
const standardActions: Readonly<Record<string, StandardAction>> = dictionary({
  emailSimple: sendEmail,
  emailAlert: sendEmail,
  customNotificationAction: notify,
  chatterPost: post
});

function standard(runApex: RunApex, element: CallAction, requests: readonly Request[]): Outputs[] {
  const act = standardActions[element.type];
  if (act === undefined)
    throw new FlowFault(`The local org does not execute the action ${element.type} ${element.action}`.trim());
  return requests.map((request) => act(request, element, runApex) ?? new Map<string, FlowValue>());
}

/** "Flow Core Action: Send Email": counted like an e-mail of Apex, and like it goes nowhere. */
function sendEmail({ scope }: Request, { inputs }: CallAction): void {
  scope.tx.limits.consume("emailInvocations");
  for (const { value } of inputs) scope.given(value);
}

/** Reads the inputs of an action as texts, by name. */
function textsGiven(scope: Request["scope"], inputs: CallAction["inputs"]): (name: string) => string | null {
  return (wanted) => {
    const input = inputs.find(({ name }) => name === wanted);
    const value = input === undefined ? null : scope.given(input.value);
    return value === null ? null : textOf(value);
  };
}

function post({ scope }: Request, { inputs }: CallAction, runApex: RunApex): Outputs {
  const text = textsGiven(scope, inputs);
  const given = { text: text("text"), subjectNameOrId: text("subjectNameOrId"), type: text("type") };
  return runApex(scope.tx, ({ saving }) => new Map([["feedItemId", postToChatter(scope.tx, saving, given)]]));
}

/** "Actions Developer Guide: Custom Notification Actions", whose inputs the flow names. */
function notify({ scope }: Request, { inputs }: CallAction): void {
  const text = textsGiven(scope, inputs);
  const recipientIds = inputs.find(({ name }) => name === "recipientIds");
  const recipients = (recipientIds && scope.given(recipientIds.value)) ?? [];
  try {
    sendCustomNotification(
      scope.tx,
      {
        notificationTypeId: text("customNotifTypeId"),
        title: text("title"),
        body: text("body"),
        targetId: text("targetId"),
        targetPageRef: text("targetPageRef")
      },
      isCollection(recipients) ? recipients.map(textOf) : [textOf(recipients)]
    );
  } catch (error) {
    throw error instanceof NotificationRefusal ? new FlowFault(error.message) : error;
  }
}
