/** Whether a custom object or field would be this project's own: it has a suffix and no namespace. */
export function isOfThisProject(name: string): boolean {
  return /__[cr]$/.test(name) && !isPackaged(name);
}

/** A name with a namespace is another package's, or still to be filled in by a build (`%%%NAMESPACE%%%`). */
export function isPackaged(name: string): boolean {
  return /^\w+?__\w+__\w+$/.test(name) || name.includes("%%%");
}
