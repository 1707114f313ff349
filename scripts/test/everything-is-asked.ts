/** Continuous integration runs everything: there, what a machine lacks is a failure, elsewhere it is left out. */
export function everythingIsAsked(environment: NodeJS.ProcessEnv = process.env): boolean {
  return !["", "0", "false"].includes(environment["CI"] ?? "");
}
