import type { Key } from '#server/i18n/t.ts'
import { useWords } from '../../i18n.ts'

/** What an event's type is called on a screen; a type nobody has named yet keeps its own name. */
export function useEventWords(): (type: string) => string {
  const { messages } = useWords()
  return (type) => {
    const key = `desk.event.${type}`
    return Object.hasOwn(messages, key) ? messages[key as Key] : type
  }
}
