import { isSigningError } from '../signing-error.ts'

/** Those pieces that `read` can read, in their order. Broken ones say nothing: they neither help nor stop. */
export function readReadable<T>(ders: readonly Uint8Array[], read: (der: Uint8Array) => T): T[] {
  return ders.flatMap((der) => {
    try {
      return [read(der)]
    } catch (error) {
      if (isSigningError(error)) return []
      throw error
    }
  })
}
