import { z } from 'zod'

/** Without `notificationId`: all of one's own. */
export const ReadNotification = z.object({ notificationId: z.uuid().optional() })
export type ReadNotification = z.output<typeof ReadNotification>
