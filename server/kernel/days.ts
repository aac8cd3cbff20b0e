import { calendarOf, isWeekend } from './holidays.ts'

/** A calendar day in the deployment's zone, `YYYY-MM-DD`. */
export type Day = string

/** The day on which `at` falls in `timeZone`. Not `toISOString`: before 07:00 in Hà Nội the UTC day is still yesterday. */
export function dayOf(at: Date, timeZone: string): Day {
  return new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short' }).format(at)
}

/** The value of a `date` column: midnight UTC of the named day. */
export function dayColumn(day: Day): Date {
  return new Date(`${day}T00:00:00Z`)
}

/** The day named by a `date` column. */
export function dayFromColumn(value: Date): Day {
  return value.toISOString().slice(0, 10)
}

export function addDays(day: Day, count: number): Day {
  const date = dayColumn(day)
  date.setUTCDate(date.getUTCDate() + count)
  return dayFromColumn(date)
}

/** Whether offices work on `day`. @throws Refusal calendar.beyond_reach before 2024 and after 2030 */
export function isWorkingDay(day: Day): boolean {
  const { daysOff, worked } = calendarOf(day)
  return worked.has(day) || (!isWeekend(day) && !daysOff.has(day))
}

/** Working days strictly after `from` and before `to`, plus `to` itself when it is one: the notice that `from` gives for `to`. */
export function workingDaysBetween(from: Day, to: Day): number {
  let count = 0
  for (let day = addDays(from, 1); day <= to; day = addDays(day, 1)) if (isWorkingDay(day)) count++
  return count
}

/** The `count`-th working day after `from`. */
export function addWorkingDays(from: Day, count: number): Day {
  let day = from
  for (let left = count; left > 0; ) {
    day = addDays(day, 1)
    if (isWorkingDay(day)) left--
  }
  return day
}
