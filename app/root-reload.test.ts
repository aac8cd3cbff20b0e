import { expect, test } from 'vitest'
import { shouldRevalidate } from './root-reload.ts'

test.each(['/sign-in?to=%2Ftasks', '/sign-out', '/locale'])('%s changes words or person', (formAction) => {
  expect(shouldRevalidate({ formAction })).toBe(true)
})

test.each([{}, { formAction: '/meetings/1/room' }, { formAction: '/api/v1/raise-hand' }])('%j changes neither', (args) => {
  expect(shouldRevalidate(args)).toBe(false)
})
