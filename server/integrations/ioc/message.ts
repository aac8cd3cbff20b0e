/** A line of the ledger, as far as a message needs it. */
export interface LedgerEvent {
  id: string
  seq: bigint
  type: string
  subjectId: string
  at: Date
  data: unknown
}

/** CloudEvents 1.0.2, structured JSON. Extension names are lower-case letters and digits only. */
export interface CloudEvent {
  specversion: '1.0'
  id: string
  source: string
  type: string
  subject: string
  time: string
  datacontenttype: 'application/json'
  orgid: string
  /** Place in our ledger; text, as the CloudEvents sequence extension wants. */
  sequence: string
  /** 0 public … 3 restricted. What leaves today is public within the province's agencies. */
  confidentiality: 0
  data: unknown
}

export const CLOUD_EVENT_MEDIA_TYPE = 'application/cloudevents+json; charset=utf-8'

/** The public name of an event type. The major version rises only with a breaking change, under both names for a while. */
export function publicTypeOf(type: string): string {
  return `vn.nghisu.${type}.v1`
}

/** The pair of `source` and `id` is the receiver's idempotency key: the same event always gives the same message. */
export function toCloudEvent(event: LedgerEvent, orgCode: string): CloudEvent {
  return {
    specversion: '1.0',
    id: event.id,
    source: `urn:vn:org:${orgCode}:nghi-su`,
    type: publicTypeOf(event.type),
    subject: event.subjectId,
    time: event.at.toISOString(),
    datacontenttype: 'application/json',
    orgid: orgCode,
    sequence: event.seq.toString(),
    confidentiality: 0,
    data: event.data,
  }
}
