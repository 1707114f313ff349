/** See compile.js. @returns the JavaScript file that stands for a TypeScript file of this folder */
export function compiledPath(module: string): string;
