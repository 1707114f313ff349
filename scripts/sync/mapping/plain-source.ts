import { source } from "./source-settings.ts";

/** What rows of transactions may be completed or checked by. */
const NOT_READ = ["fillDown", "join", "trailer"];
const isEmpty = (value: unknown): boolean => value === undefined || (Array.isArray(value) && value.length === 0);

/** A source whose rows stand for themselves. */
export const plainSource = source.superRefine((settings, context) => {
  for (const field of NOT_READ)
    if (field in settings && !isEmpty(settings[field as keyof typeof settings]))
      context.addIssue({ code: "custom", path: [field], message: "is not read here, for sales documents only" });
});
