import { expect, test } from 'vitest'
import { messagesOf } from '#server/i18n/t.ts'
import { pageTitle } from './page-title.ts'

const matches = (locale: 'vi' | 'en') => [{ id: 'root', data: { words: { messages: messagesOf(locale) } } }, { id: 'routes/tasks' }]

test('the title of a page is in the language of the page', () => {
  const title = pageTitle('screens.mailbox')
  expect(title({ matches: matches('vi') })).toEqual([{ title: 'Hộp thư · Nghị Sự' }])
  expect(title({ matches: matches('en') })).toEqual([{ title: `${messagesOf('en')['screens.mailbox']} · Nghị Sự` }])
})

test('a page whose root failed still has a title', () => {
  expect(pageTitle('screens.mailbox')({ matches: [{ id: 'root' }] })).toEqual([{ title: 'Nghị Sự' }])
})
