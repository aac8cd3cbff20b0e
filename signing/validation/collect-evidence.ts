import { readSignedData } from '../cms/read-signed-data.ts'
import type { RevocationEvidence } from '../revocation/status.ts'
import { readTimestamp } from '../timestamp/read-timestamp.ts'
import { attempt, isFinding } from './attempt.ts'
import type { LocatedField } from './judge-document-timestamps.ts'

/** Revocation data that signatures and timestamps carry themselves; those that cannot be read carry none. */
export function collectEvidence(located: readonly LocatedField[]): RevocationEvidence[] {
  return located.flatMap(({ place }) => {
    const signed = attempt(() => place.kind === 'timestamp' ? readTimestamp(place.cms).signed : readSignedData(place.cms))
    if (isFinding(signed)) return []
    const tokens = signed.timestamps.flatMap((token) => {
      const read = attempt(() => readTimestamp(token).signed)
      return isFinding(read) ? [] : [read]
    })
    return [signed, ...tokens].map(({ ocsps, crls }) => ({ ocsps, crls, source: 'cms' as const }))
  })
}
