import { SettingsError } from "./settings-file.ts";

/** The value of an environment variable that a field of the mapping names; no mapping and no log ever has it. */
export function fromEnvironment(name: string, field: string): string {
  const value = process.env[name];
  if (value === undefined || value === "")
    throw new SettingsError([`the environment variable ${name} (${field}) is not set`]);
  return value;
}
