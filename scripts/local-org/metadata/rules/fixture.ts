import { ProjectReader } from "../project-reader.ts";
import type { ProjectSource } from "../types.ts";

/** A project of these files, by path below its package directory. */
export function projectOf(
  files: Readonly<Record<string, string>>,
  namespace = "",
  sourceApiVersion = "66.0"
): ProjectSource {
  const tree = Object.entries(files).map(([path, text]) => ({ path: `app/${path}`, read: () => Buffer.from(text) }));
  return new ProjectReader("", tree, { sourceApiVersion, namespace }).read();
}

/** A metadata file: the root element and what it holds. */
export function metadata(root: string, content: string): string {
  return `<?xml version="1.0" encoding="UTF-8"?>\n<${root} xmlns="http://soap.sforce.com/2006/04/metadata">\n${content}\n</${root}>\n`;
}

/** A custom object with a text as its name. */
export function objectFile(sharingModel: string, nameField = "<label>Name</label><type>Text</type>"): string {
  return metadata(
    "CustomObject",
    `<deploymentStatus>Deployed</deploymentStatus><label>One</label><nameField>${nameField}</nameField><pluralLabel>Ones</pluralLabel><sharingModel>${sharingModel}</sharingModel>`
  );
}

export function fieldFile(name: string, content: string): string {
  return metadata("CustomField", `<fullName>${name}</fullName><label>Field</label>${content}`);
}
