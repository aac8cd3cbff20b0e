import { z } from 'zod'
import { catalogue, isEventType, listenersOf } from '#server/events/catalogue.ts'
import { NAME_CHARS_MAX, URL_CHARS_MAX } from './endpoint.ts'

const publicTypes = Object.keys(catalogue).filter((type) => isEventType(type) && listenersOf(type).includes('ioc'))

export const AddEndpoint = z.object({
  name: z.string().trim().normalize().min(1).max(NAME_CHARS_MAX),
  url: z.string().trim().min(1).max(URL_CHARS_MAX),
  /** Empty: all public events. */
  types: z.array(z.enum(publicTypes)).default([]),
  /** For a receiver that already has one; otherwise it is made here. */
  secret: z.string().trim().max(200).optional(),
})
export type AddEndpoint = z.output<typeof AddEndpoint>

export const DisableEndpoint = z.object({ endpointId: z.uuid() })
export type DisableEndpoint = z.output<typeof DisableEndpoint>

export const SendAgain = z.object({ deliveryId: z.uuid() })
export type SendAgain = z.output<typeof SendAgain>
