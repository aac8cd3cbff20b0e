import { existsSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import type { AnswerRow } from './extraction-score.ts'

/** A document with its hand-made answers. */
export interface ExtractionCase {
  name: string
  text: string
  answers: AnswerRow[]
}

/** Every `x.txt` of a folder beside which `x.expected.jsonl` lies. */
export function readCases(folder: string): ExtractionCase[] {
  const names = readdirSync(folder).filter((name) => name.endsWith('.txt')).map((name) => name.slice(0, -'.txt'.length)).sort()
  return names.flatMap((name) => {
    const answers = path.join(folder, `${name}.expected.jsonl`)
    if (!existsSync(answers)) return []
    return [{ name, text: readFileSync(path.join(folder, `${name}.txt`), 'utf8'), answers: readAnswers(readFileSync(answers, 'utf8')) }]
  })
}

function readAnswers(lines: string): AnswerRow[] {
  return lines.split('\n').filter((line) => line.trim() !== '').map((line) => JSON.parse(line) as AnswerRow)
}

/** What a document may suffer on its way, without its meaning changing. */
export const DAMAGES: Readonly<Record<string, (text: string) => string>> = {
  'decomposed letters': (text) => text.normalize('NFD'),
  'lines of Windows': (text) => text.replaceAll('\n', '\r\n'),
  'long dashes': (text) => text.replaceAll(/(?<=^|\n)- /g, '– ').replaceAll(' - ', ' – '),
  'lines cut at 88 characters': (text) => text.split('\n').map((line) => cutAt(line, PAGE_CHARS)).join('\n'),
  'narrow lines': (text) => text.split('\n').map((line) => cutAt(line, NARROW_CHARS)).join('\n'),
  'blank lines everywhere': (text) => text.replaceAll('\n', '\n\n'),
  'cells between bars': (text) => text.split('\n').map((line) => (line.includes('\t') ? `| ${line.replaceAll('\t', ' | ')} |` : line)).join('\n'),
  'columns lost': (text) => text.split('\n').flatMap((line) => (line.includes('\t') ? line.split('\t').filter((cell) => cell !== '') : [line])).join('\n'),
}

const PAGE_CHARS = 88
const NARROW_CHARS = 42

function cutAt(line: string, width: number): string {
  if (line.includes('\t')) return line
  const lines: string[] = []
  let rest = line
  while (rest.length > width) {
    const at = rest.lastIndexOf(' ', width)
    if (at <= 0) break
    lines.push(rest.slice(0, at))
    rest = rest.slice(at + 1)
  }
  return [...lines, rest].join('\n')
}
