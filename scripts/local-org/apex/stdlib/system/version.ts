import { defineClass } from "../definition/define.ts";
import { nullArgument } from "../definition/arguments.ts";

/** Value of the class System.Version. */
export class VersionValue {
  readonly apexTypeName = "System.Version";
  readonly parts: readonly [number, number, number | null];

  constructor(major: number | null, minor: number | null, patch: number | null = null) {
    if (major === null || minor === null) throw nullArgument();
    this.parts = [major, minor, patch];
  }

  get contentKey(): string {
    return this.toString();
  }

  toString(): string {
    return this.parts.filter((part) => part !== null).join(".");
  }
}

/** "Versions without a patch compare by major and minor alone" where the other has none either; else null counts as 0. */
function compare(self: VersionValue, other: VersionValue | null): number {
  if (other === null) throw nullArgument();
  for (let index = 0; index < 3; index++) {
    const difference = (self.parts[index] ?? 0) - (other.parts[index] ?? 0);
    if (difference !== 0) return Math.sign(difference);
  }
  return 0;
}

export const versionClass = defineClass({
  name: "Version",
  documentation: "Apex Reference Guide: Version Class",
  members: {
    "Version(Integer major, Integer minor)": (major: number | null, minor: number | null) =>
      new VersionValue(major, minor),
    "Version(Integer major, Integer minor, Integer patch)": (
      major: number | null,
      minor: number | null,
      patch: number | null
    ) => new VersionValue(major, minor, patch),
    "Integer compareTo(Version other)": compare,
    "Integer major()": (self: VersionValue) => self.parts[0],
    "Integer minor()": (self: VersionValue) => self.parts[1],
    "Integer patch()": (self: VersionValue) => self.parts[2],
    "String toString()": (self: VersionValue) => self.toString()
  }
});
