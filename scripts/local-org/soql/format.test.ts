/** "SOQL and SOSL Reference: FORMAT ()". */
import { test } from "node:test";
import { holds } from "../apex/testing/fixture.ts";

test("numbers, dates and moments are written as the user's locale has them", () => {
  holds(`@IsTest static void formats() {
    insert new Opportunity(Name = 'Deal', StageName = 'New', CloseDate = Date.newInstance(2026, 5, 1), Amount = 44000, Probability = 12.5);
    Opportunity deal = [SELECT Amount, FORMAT(Amount) shown, FORMAT(CloseDate) closes, FORMAT(CreatedDate) made, CreatedDate,
      FORMAT(convertCurrency(Amount)) converted, FORMAT(NextStep) nothing FROM Opportunity];
    Assert.areEqual(44000, deal.Amount);
    Assert.areEqual('$44,000.00', deal.get('shown'));
    Assert.areEqual('$44,000.00', deal.get('converted'));
    Assert.areEqual('5/1/2026', deal.get('closes'));
    Assert.areEqual(deal.CreatedDate.format(), deal.get('made'));
    Assert.isNull(deal.get('nothing'));
  }`);
});

test("aggregates are formatted as the field that they are of", () => {
  holds(`@IsTest static void aggregates() {
    for (Integer day = 1; day < 4; day++)
      insert new Opportunity(Name = 'D', StageName = 'New', CloseDate = Date.newInstance(2026, 5, day), Amount = 1000 * day);
    AggregateResult found = [SELECT FORMAT(MIN(CloseDate)) first, FORMAT(SUM(Amount)) total, COUNT(Id) deals FROM Opportunity];
    Assert.areEqual('5/1/2026', found.get('first'));
    Assert.areEqual('$6,000.00', found.get('total'));
    Assert.areEqual(3, found.get('deals'));
  }`);
});
