import { randomUUID } from "node:crypto";
import type { Database } from "../storage/database.ts";

/** What somebody is told. */
export interface NewNotification {
  /** Id of its CustomNotificationType. */
  readonly type: string;
  readonly title: string;
  readonly body: string;
  /** Id of a record, or null where only the page is named. */
  readonly target: string | null;
  /** JSON of a page reference. */
  readonly targetPageRef: string | null;
}

/** What a user was told, with whether it was seen in the list and read. */
export interface Notification extends NewNotification {
  readonly id: string;
  readonly recipient: string;
  /** Milliseconds since 1970, as all moments here. */
  readonly sentAt: number;
  readonly changedAt: number;
  readonly seen: boolean;
  readonly read: boolean;
}

/** What a user marks of notifications; what is read is seen as well. */
export interface Marks {
  readonly read?: boolean;
  readonly seen?: boolean;
}

/** Which of a user's notifications: those sent before, or after, a moment. */
export interface Window {
  readonly before?: number;
  readonly after?: number;
}

/** The users' notifications, kept in the org's own database: written in the transaction that sends them, and undone with it. */
export class Notifications {
  private readonly database: Database;

  constructor(database: Database) {
    this.database = database;
    database.run(
      'CREATE TABLE IF NOT EXISTS "_notification" (number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, recipient TEXT NOT NULL, type TEXT NOT NULL, title TEXT NOT NULL, body TEXT NOT NULL, target TEXT, targetPageRef TEXT, sentAt INTEGER NOT NULL, changedAt INTEGER NOT NULL, seen INTEGER NOT NULL DEFAULT 0, read INTEGER NOT NULL DEFAULT 0)'
    );
    database.run('CREATE INDEX IF NOT EXISTS "_notification_recipient" ON "_notification" (recipient, sentAt)');
  }

  send(
    recipients: readonly string[],
    { type, title, body, target, targetPageRef }: NewNotification,
    now: number
  ): void {
    for (const recipient of recipients)
      this.database.run(
        'INSERT INTO "_notification" (id, recipient, type, title, body, target, targetPageRef, sentAt, changedAt) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)',
        [randomUUID(), recipient, type, title, body, target, targetPageRef, now, now]
      );
  }

  /** Latest first. */
  of(recipient: string, size: number, window: Window = {}): Notification[] {
    const { condition, values } = conditionOf(recipient, window);
    return this.read(`WHERE ${condition} ORDER BY sentAt DESC, number DESC LIMIT ?`, [...values, size]);
  }

  one(recipient: string, id: string): Notification | undefined {
    return this.read("WHERE recipient = ? AND id = ?", [recipient, id])[0];
  }

  unread(recipient: string): Notification[] {
    return this.read("WHERE recipient = ? AND read = 0 ORDER BY sentAt, number", [recipient]);
  }

  unseen(recipient: string): Notification[] {
    return this.read("WHERE recipient = ? AND seen = 0 ORDER BY sentAt, number", [recipient]);
  }

  mark(recipient: string, id: string, marks: Marks, now: number): void {
    this.change("recipient = ? AND id = ?", [recipient, id], marks, now);
  }

  markAll(recipient: string, window: Window, marks: Marks, now: number): void {
    const { condition, values } = conditionOf(recipient, window);
    this.change(condition, values, marks, now);
  }

  private change(condition: string, values: readonly (string | number)[], { read, seen }: Marks, now: number): void {
    const isSeen = read === true ? true : seen;
    this.database.run(
      `UPDATE "_notification" SET read = coalesce(?, read), seen = coalesce(?, seen), changedAt = ? WHERE ${condition}`,
      [flagOf(read), flagOf(isSeen), now, ...values]
    );
  }

  private read(clauses: string, values: readonly (string | number)[]): Notification[] {
    const sql = `SELECT id, recipient, type, title, body, target, targetPageRef, sentAt, changedAt, seen, read FROM "_notification" ${clauses}`;
    return this.database.all(sql, [...values]).map((row) => {
      const [id, recipient, type, title, body, target, targetPageRef] = row as readonly string[];
      return {
        id: id!,
        recipient: recipient!,
        type: type!,
        title: title!,
        body: body!,
        target: target ?? null,
        targetPageRef: targetPageRef ?? null,
        sentAt: Number(row[7]),
        changedAt: Number(row[8]),
        seen: row[9] === 1,
        read: row[10] === 1
      };
    });
  }
}

function conditionOf(
  recipient: string,
  { before, after }: Window
): { condition: string; values: readonly (string | number)[] } {
  return {
    condition: `recipient = ?${before === undefined ? "" : " AND sentAt < ?"}${after === undefined ? "" : " AND sentAt > ?"}`,
    values: [recipient, ...(before === undefined ? [] : [before]), ...(after === undefined ? [] : [after])]
  };
}

function flagOf(mark: boolean | undefined): number | null {
  return mark === undefined ? null : Number(mark);
}
