import locale from "@salesforce/i18n/locale";
import { labelText } from "c/labelText";
import dailyLabel from "@salesforce/label/c.LoyaltyHealthDaily";
import hourlyLabel from "@salesforce/label/c.LoyaltyHealthHourly";
import monthlyLabel from "@salesforce/label/c.LoyaltyHealthMonthly";
import weeklyLabel from "@salesforce/label/c.LoyaltyHealthWeekly";

const DAYS = ["SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT"];
const NUMBER = /^\d+$/;

/**
 * @param cron as System.schedule takes it: seconds, minutes, hours, day of the month, month, day of the week
 * @returns the schedule in words; the expression itself where it is none of each hour, day, week or month
 */
export function scheduleText(cron: string): string {
  const [seconds = "", minutes = "", hours = "", day = "", month = "", weekday = "", ...years] = cron.split(" ");
  const isPlain = NUMBER.test(seconds) && NUMBER.test(minutes) && month === "*" && years.length === 0;
  if (!isPlain) return cron;
  const isEachDay = day === "*" && weekday === "?";
  if (isEachDay && hours === "*") return labelText(hourlyLabel, Number(minutes));
  if (!NUMBER.test(hours)) return cron;
  const time = timeText(Number(hours), Number(minutes));
  if (isEachDay) return labelText(dailyLabel, time);
  if (day === "?" && DAYS.includes(weekday)) return labelText(weeklyLabel, dayName(DAYS.indexOf(weekday)), time);
  if (NUMBER.test(day) && weekday === "?") return labelText(monthlyLabel, Number(day), time);
  return cron;
}

function timeText(hours: number, minutes: number): string {
  const time = new Date(Date.UTC(2000, 0, 1, hours, minutes));
  return time.toLocaleTimeString(locale, { timeStyle: "short", timeZone: "UTC" });
}

function dayName(fromSunday: number): string {
  // 2 January 2000 was a Sunday.
  const day = new Date(Date.UTC(2000, 0, 2 + fromSunday));
  return day.toLocaleDateString(locale, { weekday: "long", timeZone: "UTC" });
}
