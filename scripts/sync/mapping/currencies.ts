/** Decimals with which the org stores amounts. */
export const AMOUNT_SCALE = 3;
/** Decimals of currencies that are not listed. */
export const USUAL_DECIMALS = 2;

/** ISO 4217, minor units; the org's class `Currencies` has the same. */
export const CURRENCIES_OF_OTHER_DECIMALS: readonly (readonly [decimals: number, codes: readonly string[]])[] = [
  [0, ["BIF", "CLP", "DJF", "GNF", "ISK", "JPY", "KMF", "KRW", "PYG", "RWF", "UGX", "VND", "VUV", "XAF", "XOF", "XPF"]],
  [3, ["BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND"]]
];
