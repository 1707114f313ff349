import { wordsOf, type SchemaWords } from "../../../schema/words.ts";
import { apexContext } from "../../runtime/context.ts";

/** What objects, fields and values are called in the running user's language. */
export function words(): SchemaWords {
  const { schema, user } = apexContext().tx;
  return wordsOf(schema, user.language);
}
