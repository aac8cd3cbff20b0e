import type { Actor } from '#server/kernel/actor.ts'
import type { Ctx } from '#server/kernel/ctx.ts'
import { Refusal } from '#server/kernel/refusal.ts'
import { mayPreside, type Led } from '#server/meetings/policy.ts'
import { isLocked, type NoticeState } from './notice.ts'

/** What the actor may do with conclusions and notice of a meeting now; buttons ask this and nothing else. */
export function can(
  actor: Actor,
  meeting: Led & { state: string },
  noticeState: NoticeState | null,
): { write: boolean; draft: boolean; submit: boolean; compare: boolean } {
  const isOpenToEdits = mayPreside(actor, meeting) && (noticeState === null || !isLocked(noticeState))
  return {
    write: isOpenToEdits && meeting.state !== 'cancelled',
    draft: isOpenToEdits && meeting.state !== 'cancelled',
    submit: isOpenToEdits && meeting.state === 'closed',
    compare: mayPreside(actor, meeting),
  }
}

/**
 * Refuses an approver who has a hand in the draft: whoever acts, and the secretary of the meeting.
 *
 * @throws Refusal notice.approver_is_drafter
 */
export function assertNotDrafter(approverUserId: string, { actor }: Ctx, { secretaryId }: { secretaryId: string }): void {
  if ([actor.userId, secretaryId].includes(approverUserId)) throw new Refusal('notice.approver_is_drafter', {}, 422)
}
