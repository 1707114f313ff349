import { parse } from "parse5";
import type { Block } from "./block.ts";
import { isElementNode, isTextNode, styleOf, type Element, type Node } from "./html-elements.ts";
import { tableOf } from "./html-table.ts";
import { styled, type TextStyle } from "./text-style.ts";

interface Run extends TextStyle {
  readonly text: string;
}

const HEADING_POINTS: Readonly<Record<string, number>> = { h1: 24, h2: 18, h3: 14, h4: 12, h5: 10, h6: 8 };
const BLOCKS: ReadonlySet<string> = new Set(
  "html body div p h1 h2 h3 h4 h5 h6 ul ol li table hr section article header footer center blockquote dl dt dd".split(
    " "
  )
);
const UNSEEN: ReadonlySet<string> = new Set(["head", "style", "script", "title", "meta", "link"]);
const EMPHASIS: Readonly<Record<string, TextStyle>> = {
  b: { bold: true },
  strong: { bold: true },
  i: { italics: true },
  em: { italics: true }
};
const SPACE_AFTER = 8;

/** Thrown for HTML that the local org does not put on paper. */
export class UnsupportedHtml extends Error {}

/**
 * @param html any text; what is no markup is text
 * @returns its blocks from top to bottom
 * @throws UnsupportedHtml
 */
export function blocksOf(html: string): Block[] {
  return inside(parse(html).childNodes, {});
}

/** Texts and emphasis in a row become one paragraph. */
function inside(nodes: readonly Node[], style: TextStyle): Block[] {
  const blocks: Block[] = [];
  let runs: Run[] = [];
  const endParagraph = () => {
    if (runs.some(({ text }) => text.trim() !== "" || text === "\n")) blocks.push(paragraphOf(runs, style));
    runs = [];
  };
  for (const node of nodes) {
    if (isElementNode(node) && BLOCKS.has(node.tagName)) {
      endParagraph();
      blocks.push(...blockOf(node, style));
    } else runs.push(...runsOf(node, style));
  }
  endParagraph();
  return blocks;
}

function paragraphOf(runs: readonly Run[], { alignment }: TextStyle): Block {
  return { text: withoutEdges(runs), ...(alignment !== undefined && { alignment }) };
}

/** Space at both ends of a paragraph is not seen. */
function withoutEdges(runs: readonly Run[]): Run[] {
  return runs.map((run, place) => {
    const start = place === 0 ? run.text.replace(/^ /, "") : run.text;
    return { ...run, text: place === runs.length - 1 ? start.replace(/ $/, "") : start };
  });
}

function blockOf(element: Element, around: TextStyle): Block[] {
  const declarations = styleOf(element);
  const points = HEADING_POINTS[element.tagName];
  const own: TextStyle = points === undefined ? around : { ...around, bold: true, fontSize: points };
  const style = styled(element.tagName === "center" ? { ...own, alignment: "center" } : own, declarations);
  const breaks = declarations.get("page-break-before") === "always";
  const [first, ...rest] = contentOf(element, style);
  return first === undefined ? [] : [breaks ? { ...first, pageBreak: "before" } : first, ...rest];
}

function contentOf(element: Element, style: TextStyle): Block[] {
  const { tagName } = element;
  if (tagName === "table") return [tableOf(element, style, (cell, within) => inside(cell.childNodes, within))];
  const blocks = inside(element.childNodes, style);
  if (tagName === "ul" || tagName === "ol") return [{ [tagName]: blocks }];
  if (tagName === "hr") return [{ canvas: [{ type: "line", x1: 0, y1: 4, x2: 515, y2: 4, lineWidth: 0.5 }] }];
  const spaced = tagName === "p" || HEADING_POINTS[tagName] !== undefined;
  return spaced ? blocks.map((block) => ({ ...block, margin: [0, 0, 0, SPACE_AFTER] })) : blocks;
}

function runsOf(node: Node, style: TextStyle): Run[] {
  if (isTextNode(node)) return [{ ...style, text: node.value.replaceAll(/[ \t\r\n]+/g, " ") }];
  if (!isElementNode(node) || UNSEEN.has(node.tagName)) return [];
  if (node.tagName === "img") throw new UnsupportedHtml("The local org puts no <img> into a PDF");
  if (node.tagName === "br") return [{ ...style, text: "\n" }];
  const within = styled({ ...style, ...EMPHASIS[node.tagName] }, styleOf(node));
  return node.childNodes.flatMap((child) => runsOf(child, within));
}
