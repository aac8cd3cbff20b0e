import { z } from 'zod'
import {
  CONCLUSIONS_MAX, DEADLINE_CHARS_MAX, TEXT_CHARS_MAX, UNITS_MAX, UNIT_NAME_CHARS_MAX,
} from './conclusion.ts'
import { LINE_CHARS_MAX, PASSAGE_CHARS_MAX, RECIPIENTS_MAX, SUBJECT_CHARS_MAX } from './notice.ts'

/** A unit is either picked from the directory, or written down, or both. */
export const NamedUnitInput = z.object({
  duty: z.enum(['lead', 'coordinating']),
  orgUnitId: z.uuid().nullable().default(null),
  nameAsWritten: z.string().trim().max(UNIT_NAME_CHARS_MAX).default(''),
}).refine((unit) => unit.orgUnitId !== null || unit.nameAsWritten !== '')

const content = {
  text: z.string().trim().min(1).max(TEXT_CHARS_MAX),
  agendaItemId: z.uuid().nullable().default(null),
  deadlineText: z.string().trim().max(DEADLINE_CHARS_MAX).nullable().default(null),
  dueOn: z.iso.date().nullable().default(null),
  units: z.array(NamedUnitInput).max(UNITS_MAX).default([]),
}

export const ConclusionContent = z.object(content)
export type ConclusionContent = z.input<typeof ConclusionContent>

export const AddConclusion = z.object({ meetingId: z.uuid(), ...content })
export type AddConclusion = z.input<typeof AddConclusion>

/** `revision`: the one the edit was made on. */
export const ChangeConclusion = z.object({ conclusionId: z.uuid(), revision: z.coerce.number<number>().int(), ...content })
export type ChangeConclusion = z.input<typeof ChangeConclusion>

export const RemoveConclusion = z.object({ conclusionId: z.uuid(), revision: z.coerce.number<number>().int().optional() })
export type RemoveConclusion = z.input<typeof RemoveConclusion>

/** `position` counts from 1 and is where the conclusion will stand. */
export const MoveConclusion = z.object({ conclusionId: z.uuid(), position: z.coerce.number<number>().int().min(1) })
export type MoveConclusion = z.input<typeof MoveConclusion>

/** Length is judged by the verb, which says it in words. */
export const ProposeImport = z.object({
  meetingId: z.uuid(), sourceName: z.string().trim().max(LINE_CHARS_MAX).default(''), text: z.string(),
})
export type ProposeImport = z.input<typeof ProposeImport>

const kept = z.object({ conclusionId: z.uuid(), revision: z.coerce.number<number>().int() })

/** A row replaces a conclusion when it says which, in the state it was compared with; `removals` are taken out. */
export const ConfirmImport = z.object({
  importId: z.uuid(),
  rows: z.array(z.object({ ...content, replaces: kept.nullable().default(null) })).max(CONCLUSIONS_MAX),
  removals: z.array(kept).max(CONCLUSIONS_MAX).default([]),
}).refine(({ rows, removals }) => rows.length + removals.length > 0)
export type ConfirmImport = z.input<typeof ConfirmImport>

export const CompareText = z.object({ meetingId: z.uuid(), text: z.string() })
export type CompareText = z.input<typeof CompareText>

export const ReadConclusion = z.object({ meetingId: z.uuid(), text: z.string() })
export type ReadConclusion = z.input<typeof ReadConclusion>

export const DiscardImport = z.object({ importId: z.uuid() })
export type DiscardImport = z.input<typeof DiscardImport>

const lines = (max: number) => z.array(z.string().trim().min(1).max(LINE_CHARS_MAX)).min(1).max(max)

/** What is left out keeps its value; in a first draft it is proposed from the meeting. */
export const DraftNotice = z.object({
  meetingId: z.uuid(),
  revision: z.coerce.number<number>().int().optional(),
  subject: z.string().trim().min(1).max(SUBJECT_CHARS_MAX).optional(),
  opening: z.string().trim().max(PASSAGE_CHARS_MAX).optional(),
  closing: z.string().trim().max(PASSAGE_CHARS_MAX).optional(),
  recipients: lines(RECIPIENTS_MAX).optional(),
  capacityLines: lines(4).optional(),
  signerUserId: z.uuid().optional(),
  approverUserId: z.uuid().optional(),
})
export type DraftNotice = z.input<typeof DraftNotice>

export const SubmitNotice = z.object({ meetingId: z.uuid() })
export type SubmitNotice = z.input<typeof SubmitNotice>
