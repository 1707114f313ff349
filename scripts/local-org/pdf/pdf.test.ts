/** Apex's Blob.toPdf, its files read by a library that has nothing to do with the one that writes them. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { extractText } from "unpdf";
import { evaluate } from "../apex/fixture.ts";
import { pdfOf } from "./pdf.ts";

/** The texts of all pages, one a page, without the places where lines break. */
async function pagesOf(html: string): Promise<string[]> {
  const { text } = await extractText(pdfOf(html));
  return text.map((page) => page.replaceAll(/\s+/g, " ").trim());
}

test("letters of Turkish and Polish come out as they went in, and what was escaped is text", async () => {
  const [page] = await pagesOf(
    "<p style=\"font-family:'Arial Unicode MS'\">Şişli, Iğdır, İzmir, Çağrı ö ü · Łódź, Święty Żółć &lt;b&gt; &nbsp;&amp;</p>"
  );
  assert.equal(page, "Şişli, Iğdır, İzmir, Çağrı ö ü · Łódź, Święty Żółć <b> &");
});

test("blocks follow one another, and cells of a row stand side by side", async () => {
  const [page] = await pagesOf(`<html><head><title>unseen</title><style>p { color: red }</style></head><body>
    <h1>Statement</h1><div>One <b>bold</b>, <i>slanted</i><br/>and a line<p>Two</p></div>
    <table><thead><tr><th>Day</th><th colspan="2">Points</th></tr></thead>
    <tbody><tr><td>1 May</td><td style="text-align:right">+10</td><td>posted</td></tr></tbody></table>
    <ul><li>first</li><li>second</li></ul><hr/>End</body></html>`);
  assert.equal(page, "Statement One bold, slanted and a line Two Day Points 1 May +10 posted first second End");
});

test("a long table goes on over pages with its heading on each", async () => {
  const rows = Array.from({ length: 200 }, (_, row) => `<tr><td>${row}</td></tr>`).join("");
  const pages = await pagesOf(`<table><thead><tr><th>Number</th></tr></thead><tbody>${rows}</tbody></table>`);
  assert.ok(pages.length > 1);
  assert.ok(pages.every((page) => page.startsWith("Number ")));
  assert.equal(pages.map((page) => page.slice("Number ".length)).join(" "), [...Array(200).keys()].join(" "));
});

test("a page begins where a style says so, and any text is a document", async () => {
  assert.deepEqual(await pagesOf('<p>One</p><p style="page-break-before: always">Two</p>'), ["One", "Two"]);
  assert.deepEqual(await pagesOf("This is a test string"), ["This is a test string"]);
});

// "Apex Reference Guide: Blob Class", toPdf.
test("Apex gets a file, and a refusal that names what is not rendered", () => {
  evaluate(
    "null",
    `Assert.areEqual('%PDF', EncodingUtil.convertFromHex(EncodingUtil.convertToHex(Blob.toPdf('Ğ')).left(8)).toString());
     try { Blob.toPdf('<img src="x.png"/>'); Assert.fail(); }
     catch (VisualforceException e) { Assert.isTrue(e.getMessage().contains('<img>'), e.getMessage()); }
     try { Blob.toPdf(null); Assert.fail(); } catch (NullPointerException e) { Assert.isNotNull(e.getMessage()); }`
  );
});
