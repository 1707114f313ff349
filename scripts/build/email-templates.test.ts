/** The e-mail templates of the statement: one for each language and kind of member, with all that is filled in. */
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { parseXml } from "../local-org/metadata/xml.ts";

const FOLDER = "force-app/main/console/email/Loyalty";
const CODE = readFileSync("force-app/main/console/classes/StatementMail.cls", "utf8");
const LANGUAGES = readFileSync("force-app/main/shared/classes/LetterLanguage.cls", "utf8");
const languages = [...LANGUAGES.matchAll(/ENGLISH = '(\w+)'|'(\w+)' => 'dd/g)].map(([, one, other]) => one ?? other);
const places = [...CODE.matchAll(/fill(?:WithHtml)?\('(\w+)'/g)].map(([, place]) => place!);

test("there is a template for each language that statements are written in, for companies and persons", () => {
  assert.ok(languages.length >= 3);
  const expected = languages.flatMap((language) =>
    ["Company", "Person"].map((kind) => `Loyalty_Statement_${kind}_${language}`)
  );
  const found = readdirSync(FOLDER).filter((file) => file.endsWith(".email"));
  assert.deepEqual(found.sort(), expected.map((name) => `${name}.email`).sort());
});

test("templates have the figures, and no place that nothing fills in", () => {
  for (const file of readdirSync(FOLDER)) {
    const text = readFileSync(join(FOLDER, file), "utf8");
    const used = [...text.matchAll(/\[\[(\w*)\]\]/g)].map(([, place]) => place!);
    assert.deepEqual(
      used.filter((place) => !places.includes(place)),
      [],
      file
    );
    if (file.endsWith(".email"))
      for (const place of ["sums", "entries", "program", "memberNumber"])
        assert.ok(used.includes(place), `${file}: ${place}`);
    else assert.doesNotThrow(() => parseXml(text), file);
  }
});

test("a person is written to by name, a company is not", () => {
  for (const file of readdirSync(FOLDER).filter((one) => one.endsWith(".email")))
    assert.equal(readFileSync(join(FOLDER, file), "utf8").includes("[[name]]"), file.includes("_Person_"), file);
});
