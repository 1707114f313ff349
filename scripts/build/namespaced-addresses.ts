/**
 * Addresses in metadata are texts, to which a package's namespace is not added by the platform ("Salesforce Help: Considerations
 * for Flows Installed from Packages": `/flow/namespace/flowuniquename`).
 */
const PLACES: readonly (readonly [RegExp, string])[] = [
  // A flow of a package has its namespace as a folder before its name.
  [/(^|\/)flow\/(\w+)(?=[?#]|$)/g, "$1flow/NAMESPACE/$2"],
  // Tabs and objects have it in their names; standard objects have none.
  [/(^|[/=])lightning\/n\/(?!NAMESPACE__)(\w+)/g, "$1lightning/n/NAMESPACE__$2"],
  [/(^|[/=])lightning\/([or])\/(?!NAMESPACE__)(\w+__c)\b/g, "$1lightning/$2/NAMESPACE__$3"]
];

/** @returns the metadata of a button or link with the namespace in its address */
export function withNamespacedAddress(xml: string, namespace: string): string {
  return xml.replace(/<url>([^<]*)<\/url>/g, (_element, address: string) => {
    const written = PLACES.reduce(
      (text, [place, put]) => text.replace(named(place, namespace), put.replace("NAMESPACE", namespace)),
      address
    );
    return `<url>${written}</url>`;
  });
}

function named(place: RegExp, namespace: string): RegExp {
  return new RegExp(place.source.replaceAll("NAMESPACE", namespace), place.flags);
}
