/** "SOQL and SOSL Reference: Location-Based SOQL Queries". */
import assert from "node:assert/strict";
import { test } from "node:test";
import { holds } from "../apex/testing/fixture.ts";
import { Fixture } from "../save/fixture.ts";

// As the crow flies, by tables of distances between cities: Warsaw–Kraków 252 km, Warsaw–Istanbul 1,387 km.
const three = `
    insert new List<Account>{
      new Account(Name = 'Istanbul', BillingLatitude = 41.0082, BillingLongitude = 28.9784),
      new Account(Name = 'Krakow', BillingLatitude = 50.0647, BillingLongitude = 19.9450),
      new Account(Name = 'Half', BillingLatitude = 50.0647),
      new Account(Name = 'Warsaw', BillingLatitude = 52.2297, BillingLongitude = 21.0122)
    };`;

test("records are found within and beyond a distance, and sorted by it", () => {
  holds(`@IsTest static void distances() {${three}
    Decimal latitude = 52.2297;
    Double longitude = 21.0122;
    List<Account> near = [SELECT Name FROM Account WHERE DISTANCE(BillingAddress, GEOLOCATION(52.2297, 21.0122), 'km') < 260
      ORDER BY DISTANCE(BillingAddress, GEOLOCATION(:latitude, :longitude), 'km') DESC];
    Assert.areEqual(new List<String>{ 'Krakow', 'Warsaw' }, new List<String>{ near[0].Name, near[1].Name });
    Assert.areEqual(2, near.size());
    Assert.areEqual('Istanbul', [SELECT Name FROM Account WHERE DISTANCE(BillingAddress, GEOLOCATION(:latitude, :longitude), 'mi') > 800].Name);
    Integer most = 200;
    Assert.areEqual(2, Database.query('SELECT Id FROM Account WHERE DISTANCE(BillingAddress, GEOLOCATION(52.2297,21.0122), \\'mi\\') < :most').size());
  }`);
});

test("a distance is selected in the unit that is asked for", () => {
  holds(`@IsTest static void selected() {${three}
    Account krakow = [SELECT Name, DISTANCE(BillingAddress, GEOLOCATION(52.2297, 21.0122), 'km') far FROM Account WHERE Name = 'Krakow'];
    Assert.areEqual(252, ((Decimal) krakow.get('far')).round());
    Account half = [SELECT DISTANCE(BillingAddress, GEOLOCATION(0, 0), 'km') far FROM Account WHERE Name = 'Half'];
    Assert.isNull(half.get('far'));
  }`);
});

test("what the page does not allow is refused", () => {
  const fixture = new Fixture();
  const place = "GEOLOCATION(10, 10)";
  const refused: readonly (readonly [string, RegExp])[] = [
    [`SELECT Id FROM Account WHERE DISTANCE(BillingAddress, ${place}, 'km') = 5`, /by < and > alone/],
    [`SELECT Id FROM Account WHERE DISTANCE(${place}, BillingAddress, 'km') < 5`, /unexpected token/],
    [`SELECT Id FROM Account WHERE DISTANCE(BillingAddress, ${place}, :units) < 5`, /unexpected token/],
    [`SELECT Id FROM Account WHERE DISTANCE(BillingAddress, ${place}, 'yd') < 5`, /unexpected token/],
    [
      `SELECT Id FROM Account WHERE DISTANCE(Name, ${place}, 'km') < 5`,
      /INVALID_FIELD|does not support|not a location/
    ],
    [`SELECT COUNT(Id) FROM Account GROUP BY DISTANCE(BillingAddress, ${place}, 'km')`, /not allowed in GROUP BY/]
  ];
  for (const [query, message] of refused) assert.throws(() => fixture.query(query), message, query);
});
