/** The currency of the local org, which has only one: components and Apex are told the same. */
export const ORG_CURRENCY = "EUR";
