/** "Connect REST API Developer Guide: Notifications", "Notification", "Notifications Status": those of the calling user. */
import { Notifications, type Marks, type Notification, type Window } from "../../notifications/notifications.ts";
import type { Transaction } from "../../transaction/transaction.ts";
import { ApiError, ok, type ApiRequest, type ApiResponse } from "../http/exchange.ts";
import type { Router } from "../http/router.ts";

const path = "/services/data/:version/connect/notifications";
const defaultSize = 10;
const largestSize = 50;
/** Of a title and a body, unless trimMessages is false. */
const trimmed = { title: 120, body: 320 };

export function addNotificationRoutes(router: Router): void {
  router
    .on(`GET ${path}`, list)
    .on(`PATCH ${path}`, markAll)
    .on(`GET ${path}/status`, tellStatus)
    .on(`GET ${path}/:id`, (request) => request.transaction((tx) => ok(bodyOf(request, tx, found(request, tx)))))
    .on(`PATCH ${path}/:id`, markOne);
}

function list(request: ApiRequest): ApiResponse {
  const window = windowOf(request, (name) => request.query.get(name) ?? undefined);
  const size = sizeOf(request.query.get("size"));
  return request.transaction((tx) =>
    ok(collectionOf(request, tx, new Notifications(tx.database).of(tx.user.id, size, window)))
  );
}

function markAll(request: ApiRequest): ApiResponse {
  const body = inputOf(request);
  const window = windowOf(request, (name) => body[name]);
  const marks = marksOf(body);
  return request.transaction((tx) => {
    const notifications = new Notifications(tx.database);
    notifications.markAll(tx.user.id, window, marks, tx.clock.now());
    return ok(collectionOf(request, tx, notifications.of(tx.user.id, defaultSize, window)));
  });
}

function markOne(request: ApiRequest): ApiResponse {
  const marks = marksOf(inputOf(request));
  return request.transaction((tx) => {
    const { id } = found(request, tx);
    new Notifications(tx.database).mark(tx.user.id, id, marks, tx.clock.now());
    return ok(bodyOf(request, tx, found(request, tx)));
  });
}

function tellStatus(request: ApiRequest): ApiResponse {
  return request.transaction((tx) => {
    const notifications = new Notifications(tx.database);
    const { id } = tx.user;
    const [unread, unseen] = [notifications.unread(id), notifications.unseen(id)];
    const moment = (one: Notification | undefined): string => isoOf(one?.sentAt ?? tx.clock.now());
    return ok({
      lastActivity: moment(notifications.of(id, 1)[0]),
      oldestUnread: moment(unread[0]),
      oldestUnseen: moment(unseen[0]),
      unreadCount: unread.length,
      unseenCount: unseen.length
    });
  });
}

function found({ parameters }: ApiRequest, tx: Transaction): Notification {
  const notification = new Notifications(tx.database).one(tx.user.id, parameters["id"]!);
  if (!notification) throw new ApiError(404, "NOT_FOUND", "The requested resource does not exist");
  return notification;
}

function inputOf(request: ApiRequest): Readonly<Record<string, unknown>> {
  const body = request.json();
  if (typeof body !== "object" || body === null || Array.isArray(body))
    throw new ApiError(400, "JSON_PARSER_ERROR", "The body needs an object with read or seen");
  return body as Record<string, unknown>;
}

function marksOf(body: Readonly<Record<string, unknown>>): Marks {
  const [read, seen] = [flagOf(body, "read"), flagOf(body, "seen")];
  if (read === undefined && seen === undefined) throw badRequest("Specify read or seen");
  if (read === true && seen === false)
    throw badRequest("What is read is seen: read cannot be true while seen is false");
  return { ...(read === undefined ? {} : { read }), ...(seen === undefined ? {} : { seen }) };
}

/** The guide's example writes the flag as a text. */
function flagOf(body: Readonly<Record<string, unknown>>, name: string): boolean | undefined {
  const value = body[name];
  if (value === undefined) return undefined;
  if (value === true || value === "true") return true;
  if (value === false || value === "false") return false;
  throw badRequest(`${name} is true or false, not ${JSON.stringify(value)}`);
}

function windowOf({ method }: ApiRequest, read: (name: string) => unknown): Window {
  const [before, after] = [momentOf("before", read("before")), momentOf("after", read("after"))];
  if (before !== undefined && after !== undefined) throw badRequest("Specify before or after, not both");
  if (method === "PATCH" && after !== undefined) return { after };
  return { ...(before === undefined ? {} : { before }), ...(after === undefined ? {} : { after }) };
}

function momentOf(name: string, value: unknown): number | undefined {
  if (value === undefined) return undefined;
  const moment = typeof value === "string" ? Date.parse(value) : NaN;
  if (Number.isNaN(moment))
    throw badRequest(`${name} is a moment such as 2026-01-31T18:00:00.000Z, not ${JSON.stringify(value)}`);
  return moment;
}

function sizeOf(text: string | null): number {
  if (text === null) return defaultSize;
  const size = Number(text);
  if (!Number.isInteger(size) || size < 1)
    throw badRequest(`size is a whole number from 1 to ${largestSize}, not ${text}`);
  return Math.min(size, largestSize);
}

function badRequest(message: string): ApiError {
  return new ApiError(400, "INVALID_INPUT", message);
}

function collectionOf(request: ApiRequest, tx: Transaction, notifications: readonly Notification[]): unknown {
  return { notifications: notifications.map((one) => bodyOf(request, tx, one)) };
}

function bodyOf(request: ApiRequest, tx: Transaction, one: Notification): unknown {
  const trims = request.query.get("trimMessages") !== "false";
  const text = (value: string, longest: number): string => (trims ? value.slice(0, longest) : value);
  const address = `/services/data/${request.parameters["version"]!}/connect/notifications/${one.id}`;
  return {
    additionalData: null,
    communityId: "all",
    communityName: null,
    count: 1,
    id: one.id,
    image: null,
    lastModified: isoOf(one.changedAt),
    messageBody: text(one.body, trimmed.body),
    messageTitle: text(one.title, trimmed.title),
    mostRecentActivityDate: isoOf(one.sentAt),
    organizationId: organizationOf(tx),
    read: one.read,
    recipientId: one.recipient,
    seen: one.seen,
    target: one.target,
    targetPageRef: one.targetPageRef,
    type: one.type,
    url: address
  };
}

function organizationOf({ database }: Transaction): string {
  return String(database.all('SELECT "Id" FROM "Organization" LIMIT 1')[0]![0]);
}

function isoOf(moment: number): string {
  return new Date(moment).toISOString();
}
