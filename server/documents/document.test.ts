import { expect, test } from 'vitest'
import { cleanFileName, FILE_NAME_CHARS_MAX, titleFromFileName } from './document.ts'

test('a title is the file name without folder and ending, in composed Vietnamese', () => {
  expect(titleFromFileName('Báo cáo quý IV.PDF'.normalize('NFD'))).toBe('Báo cáo quý IV'.normalize('NFC'))
  expect(titleFromFileName('C:\\Users\\lan\\Tờ trình.pdf')).toBe('Tờ trình')
  expect(titleFromFileName('.pdf')).toBe('.pdf')
  expect(titleFromFileName('')).toBe('document')
})

test('a file name carries neither a path nor a line break', () => {
  expect(cleanFileName('../../etc/passwd')).toBe('passwd')
  expect(cleanFileName('a\r\nSet-Cookie: x.pdf')).toBe('aSet-Cookie: x.pdf')
  expect(cleanFileName('   ')).toBe('document.pdf')
  expect(cleanFileName(`${'ạ'.repeat(400)}.pdf`)).toHaveLength(FILE_NAME_CHARS_MAX)
})

test('a file name hides nothing: no turned writing, no zero width, no half character', () => {
  expect(cleanFileName('B\u00e1o c\u00e1o\u202Efdp.exe')).toBe('Báo cáofdp.exe')
  expect(cleanFileName('\u200b\u200b')).toBe('document.pdf')
  expect(cleanFileName(`${'📎'.repeat(300)}.pdf`)).not.toMatch(/\p{Cs}/u)
})
