import { posix, resolve } from "node:path";
import type { LightningBundle, SourceProblem } from "../../metadata/types.ts";

/** What `lwc/compiler` exports besides types, which are all that it declares. */
interface Compiler {
  readonly transformSync: (source: string, fileName: string, options: Readonly<Record<string, unknown>>) => unknown;
}

/** The LWC compiler's errors; it counts lines from 1 and columns from 0. */
interface CompilerError extends Error {
  readonly location?: { readonly line?: number; readonly column?: number };
}

/** What the LWC compiler has against each file of these bundles, as a deployment to an org tells it. */
export async function componentProblems(bundles: readonly LightningBundle[]): Promise<SourceProblem[]> {
  if (bundles.length === 0) return [];
  const { transformSync } = (await import("lwc/compiler")) as unknown as Compiler;
  return bundles.flatMap(({ name, files }) =>
    files
      .filter(({ path }) => /\.(?:js|html|css)$/.test(path))
      .flatMap(({ path, content }) => {
        const fileName = posix.basename(path);
        try {
          transformSync(Buffer.from(content).toString("utf8"), fileName, {
            name,
            namespace: "c",
            apiVersion: 66,
            enableDynamicComponents: true,
            enableLwcOn: true
          });
          return [];
        } catch (error) {
          return [problemOf(error as CompilerError, path, name, fileName)];
        }
      })
  );
}

function problemOf(
  { message, location }: CompilerError,
  path: string,
  componentName: string,
  fileName: string
): SourceProblem {
  const [firstLine = message] = message.split("\n");
  return {
    path,
    line: location?.line ?? 1,
    column: (location?.column ?? 0) + 1,
    message: firstLine.replaceAll(resolve(fileName), fileName),
    componentType: "LightningComponentBundle",
    componentName
  };
}
