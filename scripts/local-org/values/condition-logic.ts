/** `1 AND (2 OR NOT 3)` of conditions that are met or not, the first is 1; one that does not exist counts as met. */
export function logicHolds(logic: string, met: readonly boolean[]): boolean {
  const tokens = logic.toUpperCase().match(/\d+|AND|OR|NOT|[()]/g) ?? [];
  let at = 0;
  const either = (): boolean => {
    let value = both();
    while (tokens[at] === "OR") {
      at++;
      value = both() || value;
    }
    return value;
  };
  const both = (): boolean => {
    let value = one();
    while (tokens[at] === "AND") {
      at++;
      value = one() && value;
    }
    return value;
  };
  const one = (): boolean => {
    const token = tokens[at++];
    if (token === "NOT") return !one();
    if (token !== "(") return met[Number(token) - 1] ?? true;
    const value = either();
    at++;
    return value;
  };
  return either();
}
