import type { Page } from 'playwright'
import { expect } from 'vitest'
import { PEOPLE } from '../../prisma/seed/ids.ts'
import { act } from './notices-to-sign.ts'
import { PATIENCE_MS, picture } from './people.ts'

const HOUR_MS = 3_600_000

async function prepare(secretary: Page, url: string, title: string): Promise<string> {
  const by = { page: secretary, url }
  const { meetingId } = await act<{ meetingId: string }>(by, 'create-meeting', {
    title, kind: 'briefing', content: 'Giao ban.', place: 'Phòng họp số 2', chairId: PEOPLE.an.id, isUrgent: true,
    startAt: new Date(Date.now() + HOUR_MS).toISOString(), endAt: new Date(Date.now() + 2 * HOUR_MS).toISOString(),
  })
  await act(by, 'add-item', { meetingId, title: 'Báo cáo tình hình' })
  await act(by, 'invite-people', { meetingId, userIds: [PEOPLE.ha.id] })
  return meetingId
}

/** A draft is deleted, and a meeting that people were invited to is called off: they read why, and it waits for nobody. */
export async function endMeetingsNotHeld(url: string, secretary: Page, official: Page): Promise<void> {
  const draftId = await prepare(secretary, url, 'Họp chưa gửi giấy mời')
  await secretary.goto(`${url}/meetings/${draftId}`)
  await secretary.getByRole('button', { name: 'Xóa cuộc họp' }).click()
  await secretary.getByRole('alertdialog').waitFor()
  await picture(secretary, '15-delete')
  await secretary.getByRole('alertdialog').getByRole('button', { name: 'Xóa cuộc họp' }).click()
  await secretary.waitForURL(`${url}/meetings`)
  await secretary.getByRole('heading', { name: 'Cuộc họp', exact: true }).waitFor()
  expect(await secretary.getByText('Họp chưa gửi giấy mời').count()).toBe(0)

  const meetingId = await prepare(secretary, url, 'Họp giao ban bị hoãn')
  await act({ page: secretary, url }, 'convene-meeting', { meetingId })
  await official.goto(url)
  await official.getByText('Họp giao ban bị hoãn').first().waitFor()
  await secretary.goto(`${url}/meetings/${meetingId}`)
  await secretary.getByRole('button', { name: 'Hủy cuộc họp' }).click()
  const question = secretary.getByRole('alertdialog')
  expect(await question.getByRole('button', { name: 'Hủy cuộc họp' }).isDisabled()).toBe(true)
  await question.getByLabel('Lý do hủy').fill('Chủ trì họp với Bộ')
  await picture(secretary, '11-cancel')
  await question.getByRole('button', { name: 'Hủy cuộc họp' }).click()
  await secretary.getByText('Lý do: Chủ trì họp với Bộ').waitFor()

  // The mail is on its way while the screen is drawn.
  await expect.poll(async () => {
    await official.goto(`${url}/mailbox`)
    return official.getByText('Hủy cuộc họp: Họp giao ban bị hoãn').count()
  }, { timeout: PATIENCE_MS, interval: 2000 }).toBeGreaterThan(0)
  await official.goto(url)
  const meetings = official.getByRole('region', { name: 'Cuộc họp của tôi' })
  await meetings.waitFor()
  expect(await meetings.getByText('Họp giao ban bị hoãn').count()).toBe(0)
  await official.goto(`${url}/meetings/${meetingId}`)
  await official.getByText('Lý do: Chủ trì họp với Bộ').waitFor()
  await picture(official, '12-cancelled')
}
