/** "Metadata API Developer Guide: Layout": names of layouts, profiles and picklist values are encoded as in an address. */
export function decodedName(name: string): string {
  try {
    return decodeURIComponent(name);
  } catch {
    return name;
  }
}
