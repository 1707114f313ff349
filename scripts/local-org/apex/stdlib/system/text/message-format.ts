import { apexError } from "../../../runtime/exceptions.ts";

/**
 * Puts texts into a java.text.MessageFormat pattern, as `String.format` does: `{0}` is the first argument, two single
 * quotes are one, text between single quotes stands as it is, a placeholder without argument stays.
 * @throws StringException for a brace that is not closed or a placeholder that is not a number.
 */
export function formatMessage(pattern: string, texts: readonly string[]): string {
  let out = "";
  let quoted = false;
  for (let position = 0; position < pattern.length; position++) {
    const character = pattern[position]!;
    if (character === "'") {
      if (pattern[position + 1] === "'") {
        out += "'";
        position++;
      } else {
        quoted = !quoted;
      }
    } else if (character === "{" && !quoted) {
      const end = pattern.indexOf("}", position);
      if (end < 0) throw apexError("System.StringException", "Unmatched braces in the pattern.");
      out += argument(pattern.slice(position + 1, end), texts);
      position = end;
    } else {
      out += character;
    }
  }
  return out;
}

function argument(placeholder: string, texts: readonly string[]): string {
  const index = placeholder.trim();
  if (!/^\d+$/.test(index)) {
    const reason = index.includes(",")
      ? "the local org does not support formats inside of placeholders"
      : "can't parse argument number";
    throw apexError("System.StringException", `${reason}: ${placeholder}`);
  }
  return texts[Number(index)] ?? `{${index}}`;
}
