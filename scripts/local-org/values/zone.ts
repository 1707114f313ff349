import { IANAZone } from "luxon";

/** Offsets change on quarter hours at the earliest, so one look-up serves each quarter hour. */
const quarterHour = 900_000;
const largestCache = 20_000;

const knownZones = new Set<string>();
const cachedOffsets = new Map<string, Map<number, number>>();

/** Milliseconds that the clocks of an IANA zone are ahead of UTC at a moment. @throws RangeError for an unknown zone. */
export function zoneOffset(zone: string, epochMilliseconds: number): number {
  if (zone === "UTC" || zone === "GMT") {
    return 0;
  }
  const offsets = offsetsOf(zone);
  const quarter = Math.floor(epochMilliseconds / quarterHour);
  let offset = offsets.get(quarter);
  if (offset === undefined) {
    offset = IANAZone.create(zone).offset(quarter * quarterHour) * 60_000;
    if (offsets.size >= largestCache) {
      offsets.clear();
    }
    offsets.set(quarter, offset);
  }
  return offset;
}

/** To ask it makes a formatter; there are but some hundred zones. */
export function isZone(zone: string): boolean {
  const known = knownZones.has(zone) || IANAZone.isValidZone(zone);
  if (known) knownZones.add(zone);
  return known;
}

function offsetsOf(zone: string): Map<number, number> {
  let offsets = cachedOffsets.get(zone);
  if (!offsets) {
    if (!isZone(zone)) {
      throw new RangeError(`Unknown time zone: ${zone}`);
    }
    offsets = new Map();
    cachedOffsets.set(zone, offsets);
  }
  return offsets;
}
