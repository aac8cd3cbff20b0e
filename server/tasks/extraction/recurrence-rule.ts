export const RECURRING = /(?:hằng|hàng) (?:tháng|quý|năm|tuần|ngày)|định kỳ|thường xuyên|mỗi (?:tháng|quý|năm|tuần)|liên tục|tháng cuối quý/i

const WEEKDAYS: Readonly<Record<string, string>> = { hai: 'MO', ba: 'TU', tư: 'WE', năm: 'TH', sáu: 'FR', bảy: 'SA' }

/** The RFC 5545 rule of a recurrence, as far as the words fix one; null when they say no period. */
export function recurrenceRule(text: string): string | null {
  const endOfQuarter = /ngày (\d{1,2}) (?:của )?tháng cuối (?:của )?(?:mỗi |hằng |hàng )?quý/i.exec(text)
  if (endOfQuarter?.[1] !== undefined) return `FREQ=YEARLY;BYMONTH=3,6,9,12;BYMONTHDAY=${Number(endOfQuarter[1])}`
  const yearly = /ngày (\d{1,2})(?:\/| tháng )(\d{1,2}) (?:của )?(?:hằng|hàng|mỗi) năm/i.exec(text)
  if (yearly?.[1] !== undefined) return `FREQ=YEARLY;BYMONTH=${Number(yearly[2])};BYMONTHDAY=${Number(yearly[1])}`
  const monthly = /ngày (\d{1,2}) (?:của )?(?:hằng|hàng|mỗi) tháng/i.exec(text)
  if (monthly?.[1] !== undefined) return `FREQ=MONTHLY;BYMONTHDAY=${Number(monthly[1])}`
  const weekly = /thứ (hai|ba|tư|năm|sáu|bảy) (?:hằng|hàng|mỗi) tuần/i.exec(text)
  if (weekly?.[1] !== undefined) return `FREQ=WEEKLY;BYDAY=${WEEKDAYS[weekly[1].toLowerCase()] ?? 'MO'}`
  // Of several periods the shortest rules: "định kỳ hằng tháng, hằng quý, hằng năm".
  for (const [form, rule] of PERIODS) if (form.test(text)) return rule
  return null
}

const PERIODS: readonly [RegExp, string][] = [
  [/(?:hằng|hàng|mỗi) ngày/i, 'FREQ=DAILY'],
  [/(?:(?:hằng|hàng|mỗi)|định kỳ) tuần/i, 'FREQ=WEEKLY'],
  [/(?:(?:hằng|hàng|mỗi)|định kỳ) tháng/i, 'FREQ=MONTHLY'],
  [/(?:(?:hằng|hàng|mỗi)|định kỳ) quý/i, 'FREQ=MONTHLY;INTERVAL=3'],
  [/định kỳ 0?6 tháng|06? tháng\/lần|6 tháng một lần/i, 'FREQ=MONTHLY;INTERVAL=6'],
  [/(?:(?:hằng|hàng|mỗi)|định kỳ) năm/i, 'FREQ=YEARLY'],
]
