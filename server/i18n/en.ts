import { agenda } from './en/agenda.ts'
import { annotations } from './en/annotations.ts'
import { correspondence } from './en/correspondence.ts'
import { desk } from './en/desk.ts'
import { directory } from './en/directory.ts'
import { documents } from './en/documents.ts'
import { http } from './en/http.ts'
import { integrations } from './en/integrations.ts'
import { meetings } from './en/meetings.ts'
import { minutes } from './en/minutes.ts'
import { notifications } from './en/notifications.ts'
import { polls } from './en/polls.ts'
import { reading } from './en/reading.ts'
import { rehearsal } from './en/rehearsal.ts'
import { screens } from './en/screens.ts'
import { signatures } from './en/signatures.ts'
import { signing } from './en/signing.ts'
import { sources } from './en/sources.ts'
import { speakers } from './en/speakers.ts'
import { tasks } from './en/tasks.ts'
import { verification } from './en/verification.ts'
import { wall } from './en/wall.ts'
import { workflows } from './en/workflows.ts'

export const en = {
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
