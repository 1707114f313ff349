/** The machine-readable contract of the REST API: a linter finds nothing in it, and it says what the Apex code reads and answers. */
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { createConfig, lintFromString } from "@redocly/openapi-core";
import { parse } from "yaml";

const CONTRACT = "docs/openapi.yaml";
/** Names of properties that hold one of a few words. */
const KINDS = ["kind", "status", "outcome", "basis"];

interface Node {
  readonly [key: string]: unknown;
}

/** A part of the contract, and where it stands. */
interface Place {
  readonly pointer: string;
  readonly node: Node;
}

const source = readFileSync(CONTRACT, "utf8");
const contract = parse(source) as Node;
const places = [...placesIn(contract, "#")];
const classes = new Map(
  readdirSync("force-app", { recursive: true, encoding: "utf8" })
    .filter((path) => path.endsWith(".cls"))
    .map((path) => [path.replace(/^.*[/\\]|\.cls$/g, ""), join("force-app", path)])
);

test("the linter finds nothing in the contract", async () => {
  assert.deepEqual(await problemsOf(source), []);
});

test("the linter finds an example that its schema does not allow, and a request without refusals", async () => {
  const wrong = source
    .replace("kind: Purchase", "kind: Sale")
    .replace(/"401": .*\n +4XX: .*/, "default: { description: Something }");
  const rules = (await problemsOf(wrong)).map((problem) => problem.split(" ")[0]);
  assert.deepEqual([...new Set(rules)].sort(), ["no-invalid-media-type-examples", "operation-4xx-response"]);
});

test("kinds, states and outcomes are enums", () => {
  const properties = places.filter(({ pointer }) =>
    KINDS.some((kind) => new RegExp(`/properties/${kind}$`).test(pointer))
  );
  assert.ok(properties.length > 15, `only ${properties.length} were found`);
  assert.deepEqual(
    properties.filter(({ node }) => !Array.isArray(node.enum)).map(({ pointer }) => pointer),
    []
  );
});

test("an enum that names a field has the values of its picklist", () => {
  const named = places.filter(({ node }) => node["x-field"] ?? node["x-some-of-field"]);
  assert.ok(named.length > 15, `only ${named.length} were found`);
  for (const { pointer, node } of named) {
    const some = node["x-some-of-field"] as string | undefined;
    const values = picklistOf(some ?? (node["x-field"] as string));
    const wanted = some === undefined ? values : values.filter((value) => (node.enum as string[]).includes(value));
    assert.deepEqual([...(node.enum as string[])].sort(), wanted.sort(), pointer);
  }
});

test("an object has the fields of the Apex class that reads or answers it", () => {
  const named = places.filter(({ node }) => node["x-apex"] ?? node["x-some-of-apex"]);
  assert.ok(named.length > 45, `only ${named.length} were found`);
  for (const { pointer, node } of named) {
    const some = node["x-some-of-apex"] as string | undefined;
    const properties = Object.keys(node.properties as Node);
    const fields = fieldsOf(some ?? (node["x-apex"] as string));
    const wanted = some === undefined ? fields : fields.filter((field) => properties.includes(field));
    assert.deepEqual(properties.sort(), wanted.sort(), pointer);
  }
});

test("every object of a body or an answer names its Apex class, but for the platform's own", () => {
  const unnamed = places.filter(
    ({ pointer, node }) =>
      node.type === "object" &&
      node["x-apex"] === undefined &&
      node["x-some-of-apex"] === undefined &&
      !pointer.includes("/PlatformErrors/")
  );
  assert.deepEqual(
    unnamed.map(({ pointer }) => pointer),
    []
  );
});

test("the contract has the requests that the Apex code fits, and no others", () => {
  const fitted = [...classes]
    .filter(([name]) => name.endsWith("Resource"))
    .flatMap(([, path]) => [...readFileSync(path, "utf8").matchAll(/request\.fits\('(\w+)', '([^']+)'\)/g)])
    .map(([, method, path]) => `${method} /${path!.replaceAll("*", "{}")}`);
  assert.ok(fitted.length > 25, `only ${fitted.length} were found`);
  assert.deepEqual(
    operations()
      .map(({ name }) => name)
      .sort(),
    [...new Set(fitted)].sort()
  );
});

test("every body and every answer that is no refusal has an example", () => {
  const without = operations().flatMap(({ name, operation }) =>
    contentsOf(operation)
      .filter(({ content }) => Object.keys((content.examples as Node | undefined) ?? {}).length === 0)
      .map(({ what }) => `${name}: ${what}`)
  );
  assert.deepEqual(without, []);
});

async function problemsOf(text: string): Promise<string[]> {
  const config = await createConfig({ extends: ["recommended-strict"] });
  const problems = await lintFromString({ source: text, absoluteRef: CONTRACT, config });
  return problems.map(({ ruleId, message, location }) => `${ruleId} ${location[0]?.pointer}: ${message}`);
}

function* placesIn(node: unknown, pointer: string): Generator<Place> {
  if (typeof node !== "object" || node === null || /\/examples\//.test(pointer)) return;
  yield { pointer, node: node as Node };
  for (const [key, value] of Object.entries(node)) yield* placesIn(value, `${pointer}/${key}`);
}

function operations(): { name: string; operation: Node }[] {
  return Object.entries(contract.paths as Record<string, Node>).flatMap(([path, item]) =>
    ["get", "post", "delete"]
      .filter((method) => item[method] !== undefined)
      .map((method) => ({
        name: `${method.toUpperCase()} ${path.replace(/\{[^}]*\}/g, "{}")}`,
        operation: item[method] as Node
      }))
  );
}

function contentsOf(operation: Node): { what: string; content: Node }[] {
  const answers = Object.entries(operation.responses as Record<string, Node>)
    .filter(([status]) => status.startsWith("2"))
    .map(([status, answer]) => ({ what: status, content: jsonOf(answer) }));
  return operation.requestBody === undefined
    ? answers
    : [{ what: "body", content: jsonOf(operation.requestBody as Node) }, ...answers];
}

function jsonOf(part: Node): Node {
  const resolved = typeof part.$ref === "string" ? referenced(part.$ref) : part;
  return (resolved.content as Record<string, Node>)["application/json"]!;
}

function referenced(ref: string): Node {
  return ref
    .slice(2)
    .split("/")
    .reduce((node, key) => node[key] as Node, contract);
}

function picklistOf(name: string): string[] {
  const [object, field] = name.split(".");
  const path = readdirSync("force-app", { recursive: true, encoding: "utf8" }).find((file) =>
    file.replaceAll("\\", "/").endsWith(`/objects/${object}/fields/${field}.field-meta.xml`)
  );
  assert.ok(path, name);
  const xml = readFileSync(join("force-app", path), "utf8");
  return [...xml.matchAll(/<value>\s*<fullName>([^<]+)/g)].map(([, value]) => value!);
}

/** Public fields of a class, or of a class within it. */
function fieldsOf(name: string): string[] {
  const [outer, inner] = name.split(".");
  const text = readFileSync(classes.get(outer!)!, "utf8");
  const indent = inner === undefined ? "" : "    ";
  const body = new RegExp(`^${indent}public [\\w ]*class ${inner ?? outer} \\{\\n([\\s\\S]*?)^${indent}\\}`, "m").exec(
    text
  );
  assert.ok(body, name);
  const field = new RegExp(`^${indent}    public (?!static)[\\w.<>, ]+ (\\w+)(?: =.*;|;| \\{ get)`, "gm");
  return [...body[1]!.matchAll(field)].map(([, found]) => found!);
}
