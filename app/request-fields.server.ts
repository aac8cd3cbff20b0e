import { readBounded } from '#server/http/body-limit.ts'
import { cleanText } from '#server/kernel/clean-text.ts'

/**
 * What a form or a program sent: JSON as it is, a form as names and values, where a name that ends in `[]` makes a
 * list. Null for what is neither. Every text in it is clean (`cleanText`): this is the one way in.
 *
 * @throws Refusal http.too_large
 */
export async function requestFields(request: Request): Promise<unknown> {
  const type = request.headers.get('content-type') ?? ''
  const body = new Response(await readBounded(request), { headers: { 'content-type': type } })
  try {
    return cleaned(type.startsWith('application/json') ? await body.json() : fieldsOf(await body.formData()))
  } catch {
    return null
  }
}

function cleaned(value: unknown): unknown {
  if (typeof value === 'string') return cleanText(value)
  if (Array.isArray(value)) return value.map(cleaned)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([name, field]) => [name, cleaned(field)]))
}

function fieldsOf(form: FormData): Record<string, unknown> {
  const fields: Record<string, unknown> = {}
  for (const [name, value] of form) {
    if (typeof value !== 'string') continue
    if (name.endsWith('[]')) fields[name.slice(0, -2)] = [...((fields[name.slice(0, -2)] as string[] | undefined) ?? []), value]
    else fields[name] = value
  }
  return fields
}

/** The fields of a form, none when it was no form. @throws Refusal http.too_large */
export async function formFields(request: Request): Promise<Readonly<Record<string, unknown>>> {
  const fields = await requestFields(request)
  return typeof fields === 'object' && fields !== null ? { ...fields } : {}
}
