import { readFile, stat } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import { z } from 'zod'
import type { ExtractedAssignment } from '#server/tasks/extraction/assignment.ts'
import { readAssignments } from '#server/tasks/extraction/extract-assignments.ts'
import { type DirectoryUnit, matchUnit } from '#server/tasks/extraction/match-unit.ts'
import { DOCUMENT_BYTES_MAX, readDocument } from '#server/tasks/extraction/readers/read-document.ts'
import { UnreadableDocument, type UnreadableReason } from '#server/tasks/extraction/readers/unreadable.ts'

const USAGE = 'extract FILE [--units directory.json]'

const REASONS: Readonly<Record<UnreadableReason, string>> = {
  missing: 'không có tệp này / there is no such file',
  not_a_file: 'đây không phải là tệp / this is not a file',
  too_large: 'tệp quá lớn / the file is too large',
  not_text: 'tệp không phải là văn bản / the file is not text',
  broken: 'tệp bị hỏng / the file is broken',
  no_text_layer: 'tệp PDF chỉ có ảnh, không có lớp văn bản / the PDF has pictures only, no text layer',
  encrypted: 'tệp có mật khẩu / the file asks for a password',
  empty: 'tệp không có chữ nào / the file holds no words',
  unknown_kind: 'chỉ đọc được TXT, DOCX và PDF / only TXT, DOCX and PDF can be read',
}

const Directory = z.array(z.object({
  id: z.string(),
  name: z.string(),
  aliases: z.array(z.string()).default([]),
  successorIds: z.array(z.string()).default([]),
  validFrom: z.string().nullable().default(null),
  validTo: z.string().nullable().default(null),
}))

/** What one run prints: rows for standard output, warnings and complaints for standard error. */
export interface ExtractOutput {
  code: number
  out: string[]
  error: string[]
}

/** Prints one assignment a line as JSON, warnings on standard error. Exit code 2: the file, or the command line, cannot be read. */
export async function extract(args: string[]): Promise<number> {
  const { code, out, error } = await runExtract(args)
  for (const line of error) console.error(line)
  // One write: a reader that has seen enough may close the pipe between two.
  if (out.length > 0) process.stdout.write(`${out.join('\n')}\n`)
  return code
}

export async function runExtract(args: string[]): Promise<ExtractOutput> {
  const options = optionsOf(args)
  if (options === null) return { code: 2, out: [], error: [USAGE] }
  try {
    const text = await readDocument(await bytesOf(options.file))
    const units = options.units === undefined ? null : await readDirectory(options.units)
    const { rows, warnings } = readAssignments(text)
    return { code: 0, out: rows.map((row) => JSON.stringify(lineOf(row, units))), error: warnings.map((warning) => JSON.stringify(warning)) }
  } catch (thrown) {
    if (thrown instanceof UnreadableDocument) return { code: 2, out: [], error: [`${options.file}: ${REASONS[thrown.reason]}`] }
    if (thrown instanceof UnreadableDirectory) return { code: 2, out: [], error: [`${options.units ?? ''}: không đọc được danh bạ đơn vị / the directory of units cannot be read`] }
    throw thrown
  }
}

class UnreadableDirectory extends Error {}

function optionsOf(args: string[]): { file: string; units: string | undefined } | null {
  try {
    const { values, positionals } = parseArgs({ args, allowPositionals: true, options: { units: { type: 'string' } } })
    const [file, more] = positionals
    return file === undefined || more !== undefined ? null : { file, units: values.units }
  } catch {
    return null
  }
}

async function bytesOf(file: string): Promise<Uint8Array> {
  const found = await stat(file).catch(() => null)
  if (found === null) throw new UnreadableDocument('missing')
  if (!found.isFile()) throw new UnreadableDocument('not_a_file')
  if (found.size > DOCUMENT_BYTES_MAX) throw new UnreadableDocument('too_large')
  return readFile(file).catch(() => {
    throw new UnreadableDocument('missing')
  })
}

async function readDirectory(file: string): Promise<DirectoryUnit[]> {
  try {
    return Directory.parse(JSON.parse(await readFile(file, 'utf8')))
  } catch {
    throw new UnreadableDirectory()
  }
}

/** The fields of a line, in their fixed order. */
function lineOf(row: ExtractedAssignment, units: readonly DirectoryUnit[] | null): Record<string, unknown> {
  const { kind, section, title, lead, coordinating, deadlineText, due, relation, budgetMillionVnd, spans, evidence } = row
  const line = { kind, section, title, lead, coordinating, deadlineText, due, relation, budgetMillionVnd, spans, evidence }
  if (units === null) return line
  const matched = [...lead, ...coordinating].map((nameAsWritten) => ({ nameAsWritten, match: matchUnit(nameAsWritten, units) }))
  return { ...line, units: matched }
}
