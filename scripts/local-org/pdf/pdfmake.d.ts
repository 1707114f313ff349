/** What is used of pdfmake, which brings no types. */
declare module "pdfmake" {
  export interface Font {
    readonly normal: string;
    readonly bold: string;
    readonly italics: string;
    readonly bolditalics: string;
  }
  const pdfmake: {
    addFonts(fonts: Readonly<Record<string, Font>>): void;
    setUrlAccessPolicy(allows: (url: string) => boolean): void;
    setLocalAccessPolicy(allows: (path: string) => boolean): void;
    createPdf(definition: object): { getBuffer(): Promise<Buffer> };
  };
  export default pdfmake;
}

declare module "pdfmake/fonts/Roboto.js" {
  import type { Font } from "pdfmake";
  const fonts: { readonly Roboto: Font };
  export default fonts;
}
