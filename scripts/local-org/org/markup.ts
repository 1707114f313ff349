import type { ProjectSource } from "../metadata/types.ts";

/** The markup that lies beside a page's or component's metadata file. */
export function markupOf(project: ProjectSource, metadataPath: string): string {
  const file = project.files?.find(({ path }) => `${path}-meta.xml` === metadataPath);
  return file ? Buffer.from(file.read()).toString("utf8") : "";
}
