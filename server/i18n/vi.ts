import { agenda } from './vi/agenda.ts'
import { annotations } from './vi/annotations.ts'
import { correspondence } from './vi/correspondence.ts'
import { desk } from './vi/desk.ts'
import { directory } from './vi/directory.ts'
import { documents } from './vi/documents.ts'
import { http } from './vi/http.ts'
import { integrations } from './vi/integrations.ts'
import { meetings } from './vi/meetings.ts'
import { minutes } from './vi/minutes.ts'
import { notifications } from './vi/notifications.ts'
import { polls } from './vi/polls.ts'
import { reading } from './vi/reading.ts'
import { rehearsal } from './vi/rehearsal.ts'
import { screens } from './vi/screens.ts'
import { signatures } from './vi/signatures.ts'
import { signing } from './vi/signing.ts'
import { sources } from './vi/sources.ts'
import { speakers } from './vi/speakers.ts'
import { tasks } from './vi/tasks.ts'
import { verification } from './vi/verification.ts'
import { wall } from './vi/wall.ts'
import { workflows } from './vi/workflows.ts'

export const vi = {
  ...agenda,
  ...annotations,
  ...correspondence,
  ...desk,
  ...directory,
  ...documents,
  ...http,
  ...integrations,
  ...meetings,
  ...minutes,
  ...notifications,
  ...polls,
  ...reading,
  ...rehearsal,
  ...screens,
  ...signatures,
  ...signing,
  ...sources,
  ...speakers,
  ...tasks,
  ...verification,
  ...wall,
  ...workflows,
} as const
