/** The fields of a JSON object from outside, not yet believed; null when the text is no JSON. */
export function readJsonFields(text: string): Map<string, unknown> | null {
  try {
    return new Map(Object.entries(JSON.parse(text) ?? {}))
  } catch {
    return null
  }
}
