import { source } from "./source-settings.ts";

/** What rows of transactions may be completed or checked by, and what is said of transactions that are not there. */
const NOT_READ = ["fillDown", "join", "trailer", "export", "missing", "sweep"];
const SAYS_NOTHING: readonly unknown[] = [undefined, "tell", "nothing"];
const isEmpty = (value: unknown): boolean =>
  SAYS_NOTHING.includes(value) || (Array.isArray(value) && value.length === 0);

/** A source whose rows stand for themselves. */
export const plainSource = source.superRefine((settings, context) => {
  for (const field of NOT_READ)
    if (field in settings && !isEmpty(settings[field as keyof typeof settings]))
      context.addIssue({ code: "custom", path: [field], message: "is not read here, for sales documents only" });
});
