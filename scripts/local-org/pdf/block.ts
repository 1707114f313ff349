/** A piece of a document, as pdfmake takes it. */
export type Block = Readonly<Record<string, unknown>>;
