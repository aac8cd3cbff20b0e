const HERE = 'http://here.invalid'

/**
 * `to` as a path of our own, or `/`: anything else could lead a person who just signed in to a stranger's page. Read
 * as a browser reads it, which drops tabs and line breaks and takes `\` for `/`.
 */
export function ownPlace(to: string | null): string {
  if (to === null || !to.startsWith('/') || !URL.canParse(to, HERE)) return '/'
  const { origin, pathname, search, hash } = new URL(to, HERE)
  // `/.//evil` stays here, but what is left of it would not.
  return origin === HERE && !pathname.startsWith('//') ? `${pathname}${search}${hash}` : '/'
}
