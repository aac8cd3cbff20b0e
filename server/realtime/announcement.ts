import { z } from 'zod'

/** What PostgreSQL's NOTIFY says after a commit: that something happened, not what. The row is the truth. */
const Announcement = z.object({
  seq: z.union([z.number(), z.string()]),
  type: z.string().min(1).max(100),
  subjectId: z.string().nullish(),
  meetingId: z.string().nullish(),
  /** Small and public to the whole meeting, such as the presenter's page. */
  data: z.unknown().optional(),
})
export type Announcement = z.infer<typeof Announcement>

/** Null for a payload that is not ours. */
export function parseAnnouncement(payload: string): Announcement | null {
  try {
    const parsed = Announcement.safeParse(JSON.parse(payload))
    return parsed.success ? parsed.data : null
  } catch {
    return null
  }
}
