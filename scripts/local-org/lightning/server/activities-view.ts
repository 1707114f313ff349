import { accessOf } from "../../security/access.ts";
import type { Field, SObjectType } from "../../schema/types.ts";
import type { ActivitiesView } from "../protocol/activities.ts";
import { columnView, readable, rowView, select, typeOfId, type ViewContext } from "./record-views.ts";

const MOST = 20;
const DAY = "ActivityDate";
/** "Object Reference: Task" and "Event": both have a subject, a day, and who and what they are about. */
const COLUMNS: Readonly<Record<string, readonly string[]>> = {
  Task: ["Subject", DAY, "Status"],
  Event: ["Subject", DAY]
};

/** What an activity is about: a record, a person, and the account of either. */
const ABOUT = ["WhatId", "WhoId", "AccountId"];

/** The latest tasks and events of a record, and of an account those of its contacts and opportunities, too; as far as its user may read them. */
export function activitiesView(context: ViewContext, given: string): ActivitiesView[] {
  const { id } = typeOfId(context.tx.schema, given);
  return Object.entries(COLUMNS).flatMap(([object, names]) => {
    const type = context.tx.schema.object(object)!;
    const columns = readable(context, type, names);
    const about = readable(context, type, ABOUT);
    const isReadable = accessOf(context.tx).object(type).read && columns.length > 0 && about.length > 0;
    return isReadable ? [activitiesOf(context, type, { columns, about }, id)] : [];
  });
}

function activitiesOf(
  context: ViewContext,
  type: SObjectType,
  { columns, about }: Readonly<Record<"columns" | "about", readonly Field[]>>,
  id: string
): ActivitiesView {
  const isAbout = about.map(({ name }) => `${name} = :id`).join(" OR ");
  const byDay = columns.some(({ name }) => name === DAY) ? `${DAY} DESC NULLS LAST, ` : "";
  const condition = `(${isAbout}) ORDER BY ${byDay}Id DESC LIMIT ${MOST}`;
  return {
    object: type.name,
    label: context.words.plural(type),
    columns: columns.map((field) => ({ ...columnView(context, type, field), sortable: false })),
    rows: select(context, type, columns, condition, new Map([["id", id]])).map((row) => rowView(context, row, columns))
  };
}
