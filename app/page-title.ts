import type { Key, Messages } from '#server/i18n/t.ts'

interface Matched {
  id: string
  data?: unknown
}

/** A route's `meta`: its title in the language of the page, whose words come with the root; the product's name alone without. */
export function pageTitle(key: Key) {
  return ({ matches }: { matches: readonly (Matched | undefined)[] }) => {
    const root = matches.find((match) => match?.id === 'root')?.data as { words?: { messages: Messages } } | undefined
    const title = root?.words?.messages[key]
    return [{ title: title === undefined ? 'Nghị Sự' : `${title} · Nghị Sự` }]
  }
}
