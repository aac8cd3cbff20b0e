import type { PdfDocument } from '../pdf/document.ts'
import type { PdfDict, PdfRef, PdfValue } from '../pdf/objects.ts'
import { as, dict, readText } from '../pdf/objects.ts'
import type { SignatureField } from '../pdf/signature-fields.ts'
import { readSignatureFields } from '../pdf/signature-fields.ts'
import type { Comparison } from './comparison.ts'
import { appendedItems, differingKeys, explainGraph, explainPart, isNew, isRewritten, itemsOf } from './comparison.ts'
import { readPages } from '../pdf/pages.ts'
import { textShareUnder } from './widget-cover.ts'
import { byteRangeItems } from './locate-signature.ts'
import { invalid } from './verdict.ts'

/** A signature field that came together with its signature. */
export interface NewWidget { name: string; ref: PdfRef; dict: PdfDict; isTimestamp: boolean }

const WIDGET_KEYS = [
  'Type', 'Subtype', 'FT', 'T', 'TU', 'F', 'Ff', 'Rect', 'P', 'V', 'AP', 'Lock', 'SV', 'DA', 'DR', 'Border', 'M', 'NM', 'MK',
]

/** NoZoom, NoRotate and ToggleNoView: such a widget may leave its rectangle, or change. Source: ISO 32000-2, 12.5.3. */
const OUTGROWING_FLAGS = 8 | 16 | 256

/** Compares the form: fields may be filled with a signature, and new ones may follow at the end. */
export function compareFields(comparison: Comparison): NewWidget[] {
  const { before, after } = comparison
  const [was, is] = [before.catalog.entries.get('AcroForm'), after.catalog.entries.get('AcroForm')]
  const [old, form] = [as('dict', before.resolve(was)), as('dict', after.resolve(is))]
  const fields = readSignatureFields(before)
  if (form === null) throw invalid('SIGNATURE_STRIPPED', 'form removed')
  if (as('ref', is) !== null && as('ref', was)?.number === as('ref', is)?.number) comparison.explained.add(as('ref', is)?.number ?? -1)
  else explainPart(comparison, was, is)

  const added = compareForm(comparison, old ?? dict({}), form, fields)
  const isFilled = fields.map((field) => compareField(comparison, field)).filter((filled) => filled).length
  const widgets = added.map((item) => readNewField(comparison, item, fields))
  if (isFilled + widgets.length > 1) throw invalid('FORM_CHANGED', 'two signatures in one revision')
  // Whatever was added must be seen, and judged, as a signature of its own.
  const filledIn = (document: PdfDocument, all: readonly SignatureField[]): number => all.filter((field) => document.get(field.dict, 'V') !== null).length
  if (filledIn(after, readSignatureFields(after)) !== filledIn(before, fields) + isFilled + widgets.length) throw invalid('FORM_CHANGED', 'a signature that is not seen')
  return widgets
}

/** The fields that were appended; refuses every other change of the form's dictionary. */
function compareForm(comparison: Comparison, old: PdfDict, form: PdfDict, fields: readonly SignatureField[]): PdfValue[] {
  const { before, after } = comparison
  const others = differingKeys(old, form).filter((key) => key !== 'Fields' && key !== 'SigFlags')
  if (others.length > 0) throw invalid('FORM_CHANGED', `form ${others.join(' ')}`)
  const [flagsWere, flags] = [before.get(old, 'SigFlags') ?? 0, after.get(form, 'SigFlags') ?? 0]
  if (typeof flags !== 'number' || typeof flagsWere !== 'number' || flags > 3 || (flags & flagsWere) !== flagsWere) {
    throw invalid('FORM_CHANGED', 'SigFlags')
  }
  explainPart(comparison, old.entries.get('Fields'), form.entries.get('Fields'))
  const added = appendedItems(itemsOf(before, old.entries.get('Fields')), itemsOf(after, form.entries.get('Fields')))
  if (added !== null) return added
  const left = new Set(readSignatureFields(after).map(({ ref }) => ref.number))
  const isStripped = fields.some(({ ref, value }) => value !== null && !left.has(ref.number))
  throw invalid(isStripped ? 'SIGNATURE_STRIPPED' : 'FORM_CHANGED', 'list of fields')
}

/** True when this revision filled the field. */
function compareField(comparison: Comparison, field: SignatureField): boolean {
  const { before, after, revision } = comparison
  if (!isRewritten(comparison, field.ref.number) || comparison.explained.has(field.ref.number)) return false
  const next = as('dict', revision.objects.get(field.ref.number)?.value)
  const keys = next === null ? ['all'] : differingKeys(field.dict, next)
  if (before.get(field.dict, 'V') !== null) {
    const isStripped = next !== null && after.get(next, 'V') === null
    throw invalid(isStripped ? 'SIGNATURE_STRIPPED' : 'SIGNATURE_APPEARANCE_CHANGED', field.name)
  }
  if (next === null || keys.some((key) => key !== 'V' && key !== 'AP')) throw invalid('FORM_CHANGED', `${field.name} ${keys.join(' ')}`)
  const isTimestamp = takeValue(comparison, next, field.name)
  takeAppearance(comparison, next)
  for (const kid of itemsOf(before, field.dict.entries.get('Kids'))) compareKid(comparison, as('ref', kid))
  comparison.explained.add(field.ref.number)
  comparison.changes.push({ kind: 'field_filled', field: field.name, isTimestamp, textShare: inkOverText(comparison, field, next) })
  return true
}

/** The field was declared, but by whom: one that lies over the page's text waits to be filled with another text. */
function inkOverText({ before, after }: Comparison, field: SignatureField, next: PdfDict): number {
  const kids = itemsOf(before, field.dict.entries.get('Kids')).map((kid) => as('ref', kid)?.number)
  const numbers = [field.ref.number, ...kids]
  const widgets = [next, ...kids.map((number) => number === undefined ? null : as('dict', after.resolve({ kind: 'ref', number, generation: 0 })))]
    .filter((widget) => widget !== null).filter((widget) => after.get(widget, 'AP') !== null)
  if (widgets.length === 0) return 0
  const pages = readPages(before).filter(({ ref, dict: page }) => widgets.some((widget) => as('ref', widget.entries.get('P'))?.number === ref.number)
    || itemsOf(before, page.entries.get('Annots')).some((item) => numbers.includes(as('ref', item)?.number)))
  return Math.max(0, ...pages.flatMap((page) => widgets.map((widget) => textShareUnder(before, page, after.get(widget, 'Rect')))))
}

/** The widget of a field that keeps it apart gets its ink when the field is filled, and nothing else. */
function compareKid(comparison: Comparison, kid: PdfRef | null): void {
  const next = kid === null ? null : as('dict', comparison.revision.objects.get(kid.number)?.value)
  if (kid === null || next === null) return
  const keys = differingKeys(comparison.before.requireDict(kid), next)
  if (keys.some((key) => key !== 'AP')) throw invalid('FORM_CHANGED', keys.join(' '))
  takeAppearance(comparison, next)
  comparison.explained.add(kid.number)
}

/** The value is a new signature whose range ends with this revision. True for a document timestamp. */
function takeValue(comparison: Comparison, field: PdfDict, name: string): boolean {
  const value = as('ref', field.entries.get('V'))
  const signature = value === null ? null : as('dict', comparison.revision.objects.get(value.number)?.value)
  if (value === null || signature === null || !isNew(comparison, value.number)) throw invalid('FORM_CHANGED', `${name} without a new signature`)
  const [, , gapEnd, length] = byteRangeItems(signature)
  const { end } = comparison.revision
  const signedEnd = typeof gapEnd === 'number' && typeof length === 'number' ? gapEnd + length : -1
  const rest = Buffer.from(comparison.after.bytes.subarray(Math.max(signedEnd, 0), end)).toString('latin1')
  if (signedEnd > end || !['', '\n', '\r', '\r\n'].includes(rest)) throw invalid('FORM_CHANGED', `${name} does not sign its revision`)
  explainGraph(comparison, value)
  return as('name', signature.entries.get('Type'))?.value === 'DocTimeStamp'
}

/** Only a normal appearance, a form XObject: readers then draw it inside the widget's rectangle. */
function takeAppearance(comparison: Comparison, widget: PdfDict): void {
  const value = widget.entries.get('AP')
  const appearance = as('dict', comparison.after.resolve(value))
  if (appearance === null) return
  const normal = comparison.after.resolve(appearance.entries.get('N'))
  const form = as('stream', normal)?.dict
  const isForm = as('name', form?.entries.get('Subtype'))?.value === 'Form'
  const isVisible = sidesOf(comparison, widget.entries.get('Rect')).every((side) => side > 0)
  // Without a box of its own, how a picture fits into the rectangle is anybody's guess.
  const isSized = !isVisible || sidesOf(comparison, form?.entries.get('BBox')).every((side) => side > 0)
  if (isForm && !isSized) throw invalid('FORM_CHANGED', 'appearance without a box')
  if ([...appearance.entries.keys()].some((key) => key !== 'N') || (normal !== null && !isForm)) throw invalid('FORM_CHANGED', 'appearance')
  explainGraph(comparison, value)
}

/** Width and height of a rectangle, 0 for anything else. */
function sidesOf({ after }: Comparison, rect: PdfValue | undefined): [number, number] {
  const [x1, y1, x2, y2] = itemsOf(after, rect).map((item) => after.resolve(item))
  if (typeof x1 !== 'number' || typeof y1 !== 'number' || typeof x2 !== 'number' || typeof y2 !== 'number') return [0, 0]
  return [Math.abs(x2 - x1), Math.abs(y2 - y1)]
}

function readNewField(comparison: Comparison, item: PdfValue, fields: readonly SignatureField[]): NewWidget {
  const ref = as('ref', item)
  const widget = ref === null ? null : as('dict', comparison.revision.objects.get(ref.number)?.value)
  if (ref === null || widget === null || !isNew(comparison, ref.number)) throw invalid('FORM_CHANGED', 'list of fields')
  const name = readText(comparison.after.get(widget, 'T'))
  const isSignature = as('name', widget.entries.get('FT'))?.value === 'Sig'
  const strange = [...widget.entries.keys()].filter((key) => !WIDGET_KEYS.includes(key))
  if (!isSignature || strange.length > 0) throw invalid('FORBIDDEN_OBJECT_ADDED', `field ${name} ${strange.join(' ')}`.trim())
  // A dot would make it the part of another field. Source: ISO 32000-2, 12.7.4.2.
  const isNamed = name !== '' && !name.includes('.')
  if (!isNamed || fields.some((field) => field.name.normalize('NFC') === name.normalize('NFC'))) throw invalid('FORM_CHANGED', `second field ${name}`)
  const flags = comparison.after.get(widget, 'F') ?? 0
  if (typeof flags !== 'number' || (flags & OUTGROWING_FLAGS) !== 0) throw invalid('FORBIDDEN_OBJECT_ADDED', `field ${name} flags`)
  if (!widget.entries.has('V')) throw invalid('MDP_VIOLATION', `empty field ${name} added`)
  comparison.explained.add(ref.number)
  const isTimestamp = takeValue(comparison, widget, name)
  takeAppearance(comparison, widget)
  for (const key of ['Lock', 'SV', 'MK', 'DR']) explainGraph(comparison, widget.entries.get(key))
  return { name, ref, dict: widget, isTimestamp }
}
