import { z } from 'zod'
import { CONCLUSIONS_MAX, DEADLINE_CHARS_MAX, TEXT_CHARS_MAX, UNITS_MAX } from '#server/minutes/conclusion.ts'
import { NamedUnitInput } from '#server/minutes/input.ts'
import { NOTATION_CHARS_MAX, TITLE_CHARS_MAX } from './source.ts'

/** Length of the text is judged by the verb, which says it in words. */
export const ProposeSource = z.object({
  notation: z.string().trim().min(1).max(NOTATION_CHARS_MAX),
  issuedOn: z.iso.date(),
  title: z.string().trim().min(1).max(TITLE_CHARS_MAX),
  sourceName: z.string().trim().max(500).default(''),
  text: z.string(),
})
export type ProposeSource = z.input<typeof ProposeSource>

/** The rows as the person left them; those not among them give no task. */
export const ConfirmSource = z.object({
  sourceId: z.uuid(),
  rows: z.array(z.object({
    text: z.string().trim().min(1).max(TEXT_CHARS_MAX),
    deadlineText: z.string().trim().max(DEADLINE_CHARS_MAX).nullable().default(null),
    dueOn: z.iso.date().nullable().default(null),
    units: z.array(NamedUnitInput).max(UNITS_MAX).default([]),
  })).min(1).max(CONCLUSIONS_MAX),
})
export type ConfirmSource = z.input<typeof ConfirmSource>

export const DiscardSource = z.object({ sourceId: z.uuid() })
export type DiscardSource = z.input<typeof DiscardSource>
