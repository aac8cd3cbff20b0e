import type { Day } from './days.ts'
import { addDays, dayColumn } from './days.ts'
import { Refusal } from './refusal.ts'

/** What is decided anew for each year. */
interface Year {
  /** First of the five days of Tết. */
  tetFrom: Day
  /** The Hùng Kings' day, the tenth of the third lunar month. */
  hungKingsOn: Day
  /** The day next to 2 September that is off with it. */
  nextToNationalDay: Day
  /** A working day exchanged for a Saturday on which offices work. */
  swaps?: readonly { off: Day; worked: Day }[]
}

/**
 * Lunar days: from the new moons at UTC+7 (Decision 121/CP of 1967; in 2030 Tết is a day before that of Beijing).
 * 2024 to 2026: as the government announced them. From 2027 on: as it used to decide in a year of the same shape; a row
 * is set right when the announcement comes, swapped days with it. 24 November, which resolution 80-NQ/TW of 2026 wants
 * as a day off, is not here: it needs article 112 of the Labour Code amended first.
 */
const YEARS: Readonly<Record<string, Year>> = {
  2024: { tetFrom: '2024-02-08', hungKingsOn: '2024-04-18', nextToNationalDay: '2024-09-03', swaps: [{ off: '2024-04-29', worked: '2024-05-04' }] },
  2025: { tetFrom: '2025-01-27', hungKingsOn: '2025-04-07', nextToNationalDay: '2025-09-01', swaps: [{ off: '2025-05-02', worked: '2025-04-26' }] },
  2026: {
    tetFrom: '2026-02-16', hungKingsOn: '2026-04-26', nextToNationalDay: '2026-09-01',
    swaps: [{ off: '2026-01-02', worked: '2026-01-10' }, { off: '2026-08-31', worked: '2026-08-22' }],
  },
  2027: { tetFrom: '2027-02-04', hungKingsOn: '2027-04-16', nextToNationalDay: '2027-09-03' },
  2028: { tetFrom: '2028-01-24', hungKingsOn: '2028-04-04', nextToNationalDay: '2028-09-01' },
  2029: { tetFrom: '2029-02-12', hungKingsOn: '2029-04-23', nextToNationalDay: '2029-09-03' },
  2030: { tetFrom: '2030-01-31', hungKingsOn: '2030-04-12', nextToNationalDay: '2030-09-03' },
}

const TET_DAYS = 5

export interface Calendar {
  /** Weekdays on which offices are closed, and weekends that are holidays. */
  daysOff: ReadonlySet<Day>
  /** Saturdays on which offices work. */
  worked: ReadonlySet<Day>
}

const calendars = new Map<string, Calendar>()

/**
 * The public holidays of the year of `day` (Labour Code 45/2019/QH14, article 112) with the days off that make up for
 * those on a weekend (article 111.3), from 2024 to 2030.
 *
 * @throws Refusal calendar.beyond_reach for any other year: a guess would make deadlines of law wrong without a word
 */
export function calendarOf(day: Day): Calendar {
  const year = day.slice(0, 4)
  const known = calendars.get(year)
  if (known !== undefined) return known
  const decided = YEARS[year]
  if (decided === undefined) {
    const years = Object.keys(YEARS)
    throw new Refusal('calendar.beyond_reach', { from: years[0] ?? '', until: years.at(-1) ?? '' }, 422)
  }
  const swaps = decided.swaps ?? []
  const calendar = {
    daysOff: new Set([...withCompensation(holidaysOf(year, decided)), ...swaps.map(({ off }) => off)]),
    worked: new Set(swaps.map(({ worked }) => worked)),
  }
  calendars.set(year, calendar)
  return calendar
}

function holidaysOf(year: string, { tetFrom, hungKingsOn, nextToNationalDay }: Year): Day[] {
  const tet = Array.from({ length: TET_DAYS }, (_, index) => addDays(tetFrom, index))
  return [`${year}-01-01`, ...tet, hungKingsOn, `${year}-04-30`, `${year}-05-01`, `${year}-09-02`, nextToNationalDay].sort()
}

/** For each holiday on a weekend the next day that is neither weekend nor off already. */
function withCompensation(holidays: readonly Day[]): Day[] {
  const off = new Set(holidays)
  for (const holiday of holidays.filter(isWeekend)) {
    let next = addDays(holiday, 1)
    while (isWeekend(next) || off.has(next)) next = addDays(next, 1)
    off.add(next)
  }
  return [...off]
}

export function isWeekend(day: Day): boolean {
  const weekday = dayColumn(day).getUTCDay()
  return weekday === 0 || weekday === 6
}
