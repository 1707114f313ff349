import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { describe, test } from "node:test";
import { ARCHITECTURE_PAGE, architecturePage, drawing, rooms, unplaced, upwardArrows, type Room } from "./arrows.ts";

const twoFolders: Room = {
  name: "house",
  storeys: { above: ["roof"], below: ["cellar"] },
  upward: {},
  references: () => [
    { file: "roof/a.ts", from: "roof", to: "cellar" },
    { file: "roof/b.ts", from: "roof", to: "cellar" },
    { file: "cellar/c.ts", from: "cellar", to: "garden" }
  ]
};

test("an arrow that goes up, and a folder that stands nowhere, are found", () => {
  assert.deepEqual([...upwardArrows(twoFolders).keys()], ["roof → cellar"]);
  assert.deepEqual(unplaced(twoFolders), ["garden"]);
});

test("an arrow that follows from two others is not drawn", () => {
  const chain: Room = {
    ...twoFolders,
    storeys: { house: ["cellar", "floor", "roof"] },
    references: () => [
      { file: "a", from: "roof", to: "floor" },
      { file: "b", from: "floor", to: "cellar" },
      { file: "c", from: "roof", to: "cellar" }
    ]
  };
  assert.match(drawing(chain), /roof --> floor/);
  assert.doesNotMatch(drawing(chain), /roof --> cellar/);
});

for (const room of rooms)
  describe(room.name, () => {
    test("has references between all of its storeys' folders that are there", () => {
      assert.ok(room.references().length > 40, `only ${room.references().length} references were found`);
    });

    test("every folder has its place in the storeys of scripts/build/arrows.ts", () => {
      assert.deepEqual(unplaced(room), []);
    });

    test("no arrow goes up besides those that are known, whose number only falls", () => {
      const arrows = upwardArrows(room);
      const counts = Object.fromEntries([...arrows].map(([arrow, files]) => [arrow, files.length]));
      assert.deepEqual(counts, room.upward, JSON.stringify(Object.fromEntries(arrows), null, 2));
    });
  });

test("the drawings of the architecture page are as `npm run build` writes them", () => {
  const page = readFileSync(ARCHITECTURE_PAGE, "utf8");
  assert.equal(page, architecturePage(page));
});
