/** "Apex Reference Guide: BusinessHours Class"; "Object Reference: BusinessHours". */
import { test } from "node:test";
import { holds } from "../../testing/fixture.ts";

const office = `
  static Id office() {
    Time open = Time.newInstance(9, 0, 0, 0), close = Time.newInstance(17, 0, 0, 0);
    BusinessHours hours = new BusinessHours(Name = 'Office', IsActive = true, TimeZoneSidKey = 'Europe/Warsaw', MondayStartTime = open,
      MondayEndTime = close, TuesdayStartTime = open, TuesdayEndTime = close, FridayStartTime = open, FridayEndTime = close);
    insert hours;
    return hours.Id;
  }
  static Datetime utc(Integer day, Integer hour, Integer minute) { return Datetime.newInstanceGmt(2026, 3, day, hour, minute, 0); }`;

test("intervals run in business hours alone, in the zone of the hours", () => {
  holds(`${office}
  @IsTest static void runs() {
    Id hours = office();
    // Friday the 27th is in winter time, Monday the 30th in summer time.
    System.assertEquals(utc(30, 8, 0), BusinessHours.add(hours, utc(27, 15, 0), 2 * 3600000L));
    System.assertEquals(utc(27, 15, 1), BusinessHours.addGmt(hours, utc(27, 15, 0), 119999L));
    System.assertEquals(utc(27, 15, 0), BusinessHours.add(hours, utc(30, 8, 0), -2 * 3600000L));
    System.assertEquals(2 * 3600000L, BusinessHours.diff(hours, utc(27, 15, 0), utc(30, 8, 0)));
    System.assertEquals(-2 * 3600000L, BusinessHours.diff(hours, utc(30, 8, 0), utc(27, 15, 0)));
    System.assertEquals(0L, BusinessHours.diff(hours, utc(28, 0, 0), utc(29, 0, 0)));
  }`);
});

test("a moment is within business hours or before the next ones", () => {
  holds(`${office}
  @IsTest static void isOpen() {
    Id hours = office();
    System.assert(BusinessHours.isWithin(hours, utc(27, 8, 0)));
    System.assert(!BusinessHours.isWithin(hours, utc(27, 16, 0)));
    System.assertEquals(utc(30, 7, 0), BusinessHours.nextStartDate(hours, utc(27, 16, 0)));
    System.assertEquals(utc(27, 9, 30), BusinessHours.nextStartDate(hours, utc(27, 9, 30)));
  }`);
});

test("the default hours are open all day, and hours are records as well", () => {
  holds(`@IsTest static void always() {
    BusinessHours standard = [SELECT Id, Name FROM BusinessHours WHERE IsDefault = true];
    List<BusinessHours> all = new List<BusinessHours>{ standard };
    Datetime start = Datetime.newInstanceGmt(2026, 3, 10, 12, 0, 0);
    System.assertEquals(86400000L, BusinessHours.diff(all[0].Id, start, start.addDays(1)));
    System.assertEquals('BusinessHours', String.valueOf(BusinessHours.SObjectType));
    System.assertEquals('Name', String.valueOf(BusinessHours.Name));
    try { BusinessHours.isWithin(UserInfo.getUserId(), start); System.assert(false); } catch (InvalidParameterValueException e) { System.assert(e.getMessage().contains('Invalid business hours id')); }
  }`);
});
