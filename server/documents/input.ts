import { z } from 'zod'
import { FILE_NAME_CHARS_MAX } from './document.ts'

/** A file that the upload door has stored and inspected; never taken from a person's own JSON. */
export const StoredPdf = z.object({
  hash: z.string().regex(/^[0-9a-f]{64}$/),
  sizeBytes: z.int().positive(),
  fileName: z.string().trim().min(1).max(FILE_NAME_CHARS_MAX),
  pageCount: z.int().positive(),
})
