import { expect, test } from 'vitest'
import { cleanText } from './clean-text.ts'

test.each([
  ['a\u0000b', 'ab'],
  ['\u200b\ufeff \u2060', ' '],
  ['B\u00e1o c\u00e1o \u202Efdp.exe', 'Báo cáo fdp.exe'],
  ['họp\u00adbáo', 'họpbáo'],
  ['n\ud800a', 'n\ufffda'],
])('%j becomes %j', (text, clean) => {
  expect(cleanText(text)).toBe(clean)
})

test.each(['Kính gửi:\n\t1. Sở Nội vụ;\r\n', 'Sở Nội vụ\vSở Tài chính\f2', '2021\u00962025', 'To\u0302\u0301', 'họp 📎'])('%j stays', (text) => {
  expect(cleanText(text)).toBe(text)
})
