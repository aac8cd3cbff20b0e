import type { Page } from 'playwright'
import { expect } from 'vitest'
import { PEOPLE } from '../../prisma/seed/ids.ts'
import { PATIENCE_MS } from './people.ts'

const MINUTE_MS = 60_000

/** A page that is signed in, used as a program would use the product: by its verbs. */
export async function act<Result = unknown>({ page, url }: { page: Page; url: string }, verb: string, input: object): Promise<Result> {
  const response = await page.request.post(`${url}/api/v1/${verb}`, { data: input })
  const answer = (await response.json()) as { ok: true; data: Result } | { ok: false; refusal: { message: string } }
  if (!answer.ok) throw new Error(`${verb}: ${answer.refusal.message}`)
  return answer.data
}

export interface Office {
  secretary: Page
  chair: Page
  approver: Page
  clerk: Page
}

/** A closed meeting with its notice submitted to the approver. */
export async function submittedNotice(url: string, { secretary, chair }: Pick<Office, 'secretary' | 'chair'>, { title, chairId, conclusions }: { title: string; chairId: string; conclusions: readonly string[] }) {
  const [by, leads] = [{ page: secretary, url }, { page: chair, url }]
  const { meetingId } = await act<{ meetingId: string }>(by, 'create-meeting', {
    title, kind: 'problem_solving', content: 'Nghe báo cáo và kết luận.', place: 'Phòng họp số 1', chairId, isUrgent: true,
    startAt: new Date(Date.now() + 10 * MINUTE_MS).toISOString(), endAt: new Date(Date.now() + 70 * MINUTE_MS).toISOString(),
  })
  await act(by, 'add-item', { meetingId, title: 'Báo cáo tình hình' })
  await act(by, 'invite-people', { meetingId, userIds: [PEOPLE.ha.id] })
  await act(by, 'convene-meeting', { meetingId })
  await act(leads, 'open-meeting', { meetingId })
  await act(leads, 'close-meeting', { meetingId })
  for (const text of conclusions) await act(by, 'add-conclusion', { meetingId, text })
  const { noticeId } = await act<{ noticeId: string }>(by, 'draft-notice', { meetingId })
  const { approvalId } = await act<{ approvalId: string }>(by, 'submit-notice', { meetingId })
  return { meetingId, noticeId, approvalId }
}

/** The same, approved and numbered: it waits for its leader. */
export async function numberedNotice(url: string, office: Office, about: Parameters<typeof submittedNotice>[2]) {
  const submitted = await submittedNotice(url, office, about)
  await act({ page: office.approver, url }, 'decide-step', { approvalId: submitted.approvalId, decision: 'approve' })
  return { ...submitted, ...(await act<{ notation: string }>({ page: office.clerk, url }, 'number-notice', { noticeId: submitted.noticeId })) }
}

/** At the desk: reads what is chosen to its end, page by page. */
export async function readChosen(page: Page): Promise<void> {
  const list = page.getByRole('list').filter({ has: page.getByRole('checkbox') })
  const readOn = page.getByRole('button', { name: 'Xem tiếp' })
  await page.getByRole('img', { name: /Trang \d+ của tài liệu/ }).waitFor()
  while (await readOn.isVisible()) {
    const before = await list.innerText()
    // The last page may be noted as read in this very moment, and the button is gone.
    await readOn.click({ timeout: 5_000 }).catch(() => undefined)
    await expect.poll(async () => !(await readOn.isVisible()) || (await list.innerText()) !== before, { timeout: PATIENCE_MS }).toBe(true)
  }
}
