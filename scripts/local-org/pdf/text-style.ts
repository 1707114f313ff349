/** How text looks, as pdfmake has it; what is not said is as around it. */
export interface TextStyle {
  readonly bold?: boolean;
  readonly italics?: boolean;
  /** In points. */
  readonly fontSize?: number;
  readonly color?: string;
  readonly alignment?: string;
}

const POINTS_BY_UNIT: Readonly<Record<string, number>> = { px: 0.75, pt: 1, em: 12, in: 72, cm: 28.35, mm: 2.835 };

/** The declarations of a `style` attribute, by property. */
export function declarationsOf(style: string): ReadonlyMap<string, string> {
  const declarations = style.split(";").map((declaration) => {
    const colon = declaration.indexOf(":");
    return [declaration.slice(0, colon).trim().toLowerCase(), declaration.slice(colon + 1).trim()] as const;
  });
  return new Map(declarations.filter(([property]) => property !== ""));
}

/** The style within an element that declares so much. */
export function styled(around: TextStyle, declarations: ReadonlyMap<string, string>): TextStyle {
  const weight = declarations.get("font-weight");
  const slant = declarations.get("font-style");
  const size = pointsOf(declarations.get("font-size"));
  const color = declarations.get("color");
  const alignment = declarations.get("text-align");
  return {
    ...around,
    ...(weight !== undefined && { bold: weight === "bold" || Number(weight) >= 600 }),
    ...(slant !== undefined && { italics: slant !== "normal" }),
    ...(size !== undefined && { fontSize: size }),
    ...(color !== undefined && { color }),
    ...(alignment !== undefined && { alignment })
  };
}

/** A length such as `14px` in points; undefined for what is no length. */
export function pointsOf(length: string | undefined): number | undefined {
  const [, digits, unit] = /^(\d*\.?\d+)(px|pt|em|in|cm|mm)$/.exec(length ?? "") ?? [];
  return digits === undefined ? undefined : Number(digits) * POINTS_BY_UNIT[unit!]!;
}
