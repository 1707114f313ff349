import { csvOf, downloadCsv } from "c/csvFile";

describe("csvFile", () => {
  test("quotes what would end a cell, and keeps numbers numbers", () => {
    expect(csvOf([["a,b", 'say "x"', -5, "two\nlines"]])).toBe('\uFEFF"a,b","say ""x""",-5,"two\nlines"\r\n');
  });

  test("a text is never taken for a formula", () => {
    expect(csvOf([["=1+1", "+1", "-1", "@x"]])).toBe("\uFEFF'=1+1,'+1,'-1,'@x\r\n");
  });

  test("hands a file with its name to the browser", () => {
    const click = jest.spyOn(HTMLAnchorElement.prototype, "click").mockImplementation(() => undefined);
    downloadCsv("x.csv", [["ü"]]);
    const link = click.mock.contexts[0] as HTMLAnchorElement;
    expect([link.download, decodeURIComponent(link.href)]).toEqual([
      "x.csv",
      "data:text/csv;charset=utf-8,\uFEFFü\r\n"
    ]);
  });
});
