/**
 * "Apex Developer Guide: Reserved Keywords". No name at all may be one of `keywords`; variables, fields and parameters may
 * not be one of the others either. `of`, `sort` and their like still serve as method names.
 */
const keywords =
  words(`abstract and as asc break bulk by catch class commit continue delete desc do else enum extends false final finally for from
  global having if implements in insert instanceof interface like limit list map merge new not null nulls on or override private
  protected public return select static super testmethod this throw trigger true try undelete update upsert using virtual
  webservice where while`);

const otherReservedWords =
  words(`activate any array autonomous begin bigdecimal blob boolean byte case cast char collect const currency date datetime
  decimal default double end exception exit export float goto hint import inner int integer into join long loop number object of
  outer package parallel pragma retrieve rollback set short sobject sort string switch synchronized system then time transaction
  void when`);

export function isReservedForVariables(name: string): boolean {
  return keywords.has(name.toLowerCase()) || otherReservedWords.has(name.toLowerCase());
}

export function isReservedForAll(name: string): boolean {
  return keywords.has(name.toLowerCase());
}

function words(text: string): ReadonlySet<string> {
  return new Set(text.split(/\s+/).filter(Boolean));
}
