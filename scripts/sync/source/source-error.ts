/** The file as a whole cannot be read; the message names the file and, where known, the line. */
export class SourceError extends Error {}

export function readFault(error: Error): string {
  const code = (error as NodeJS.ErrnoException).code;
  if (code === "ENOENT") return "no such file";
  if (code === "EACCES") return "not readable by this user";
  if (code === "EISDIR") return "is a folder";
  return `cannot be read: ${error.message}`;
}
