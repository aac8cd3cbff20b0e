import type { Prisma } from '#generated/prisma/client.ts'
import type { Actor, HeldPosition, Locale, Role } from '#server/kernel/actor.ts'
import type { Ctx } from '#server/kernel/ctx.ts'
import { dayColumn, dayFromColumn, dayOf, type Day } from '#server/kernel/days.ts'
import { isUuid, type Db } from '#server/kernel/db.ts'
import { hashSessionToken } from './hash-session-token.ts'
import { currentSuccessors, type OrgUnitKind } from './org-unit.ts'
import { comparePersonNames, matchesSearch } from './person-name.ts'
import { can } from './policy.ts'
import { isSessionAlive, SESSION_TOUCH_MS } from './session.ts'

/** Where "today" begins when the caller has no settings at hand. */
const TIME_ZONE = 'Asia/Ho_Chi_Minh'

export interface OpenSession {
  actor: Actor
  sessionId: string
}

/**
 * The person behind a session's token, with the positions in force today. Null: no such session, expired, left idle,
 * or the person is disabled. Notes at most once a minute that the session was seen.
 */
export async function actorOfSession(db: Db, token: string, now: Date, timeZone = TIME_ZONE): Promise<OpenSession | null> {
  const found = await readSession(db, token, now, timeZone)
  if (found === null) return null
  const { lastSeenAt, ...session } = found
  const untouchedSince = new Date(now.getTime() - SESSION_TOUCH_MS)
  if (lastSeenAt <= untouchedSince) {
    // Asked again in the statement: of many requests in one instant only the first writes.
    await db.session.updateMany({ where: { id: session.sessionId, lastSeenAt: { lte: untouchedSince } }, data: { lastSeenAt: now } })
  }
  return session
}

/**
 * The same for a line that stays open by itself: nothing is noted, so that a tablet left on a table is signed out
 * although its sockets are asked every minute.
 */
export async function actorOfIdleSession(db: Db, token: string, now: Date, timeZone = TIME_ZONE): Promise<OpenSession | null> {
  const found = await readSession(db, token, now, timeZone)
  return found === null ? null : { actor: found.actor, sessionId: found.sessionId }
}

async function readSession(db: Db, token: string, now: Date, timeZone: string): Promise<(OpenSession & { lastSeenAt: Date }) | null> {
  const sessionId = hashSessionToken(token)
  const session = await db.session.findUnique({
    where: { id: sessionId },
    select: { userId: true, lastSeenAt: true, expiresAt: true },
  })
  if (session === null || !isSessionAlive(session, now)) return null
  const actor = await actorOfUser(db, session.userId, now, timeZone)
  return actor === null ? null : { actor, sessionId, lastSeenAt: session.lastSeenAt }
}

/** The person as an actor, with the positions in force today. Null: unknown or disabled. */
export async function actorOfUser(db: Db, userId: string, now: Date, timeZone = TIME_ZONE): Promise<Actor | null> {
  if (!isUuid(userId)) return null
  // One statement: this runs before every request.
  const rows = await db.$queryRaw<ActorRow[]>`
    SELECT u."fullName", u.locale, p.id, p.title, p.role::text AS role, p."orgUnitId", o.name AS "orgUnitName"
    FROM app_user u
    LEFT JOIN position p ON p."userId" = u.id
      AND p."validFrom" <= ${dayOf(now, timeZone)}::date
      AND (p."validTo" IS NULL OR p."validTo" >= ${dayOf(now, timeZone)}::date)
    LEFT JOIN org_unit o ON o.id = p."orgUnitId"
    WHERE u.id = ${userId}::uuid AND u."disabledAt" IS NULL
    ORDER BY p."validFrom", p.id`
  const [first] = rows
  if (first === undefined) return null
  return { userId, name: first.fullName, locale: first.locale, positions: rows.flatMap(toPosition) }
}

interface ActorRow {
  fullName: string
  locale: Locale
  id: string | null
  title: string
  role: Role
  orgUnitId: string
  orgUnitName: string
}

/** None for the row of a person who holds no position. */
function toPosition({ id, title, role, orgUnitId, orgUnitName }: ActorRow): HeldPosition[] {
  return id === null ? [] : [{ id, title, role, orgUnitId, orgUnitName }]
}

export interface UnitInForce {
  id: string
  name: string
  kind: OrgUnitKind
  symbol: string | null
  qcvnCode: string | null
  decisionCode: string | null
  parentId: string | null
}

/** The units that exist today, in the order of their codes, units without a code last. */
export async function unitsInForce(ctx: Ctx): Promise<UnitInForce[]> {
  return ctx.db.orgUnit.findMany({
    where: inForceOn(today(ctx)),
    select: { id: true, name: true, kind: true, symbol: true, qcvnCode: true, decisionCode: true, parentId: true },
    orderBy: [{ decisionCode: { sort: 'asc', nulls: 'last' } }, { name: 'asc' }],
  })
}

export interface UnitForMatching {
  id: string
  name: string
  aliases: string[]
  /** Who carries on its work today, over any number of mergers. Empty for a unit in force, and for one without heirs. */
  successorIds: string[]
  /** Last day in force. */
  validTo: Day | null
}

/** Every unit there is or ever was, for finding the one that a text names. */
export async function directoryForMatching(ctx: Ctx): Promise<UnitForMatching[]> {
  const rows = await ctx.db.orgUnit.findMany({
    select: { id: true, name: true, aliases: true, validTo: true, successors: { select: { successorId: true } } },
    orderBy: { id: 'asc' },
  })
  const units = rows.map(({ successors, validTo, ...unit }) => ({
    ...unit,
    validTo: validTo === null ? null : dayFromColumn(validTo),
    successorIds: successors.map((succession) => succession.successorId),
  }))
  const byId = new Map(units.map((unit) => [unit.id, unit]))
  return units.map((unit) => ({ ...unit, successorIds: currentSuccessors(unit.id, byId, today(ctx)) }))
}

export interface PersonForInvitation {
  userId: string
  name: string
  title: string
  role: Role
  orgUnitId: string
  orgUnitName: string
}

/**
 * People in office with each position they hold today, by unit and then by given name. `search` looks into name,
 * title, unit and account, word by word, with or without marks. Never cut: whoever shows them says how many are left out.
 */
export async function peopleForInvitation(ctx: Ctx, search = ''): Promise<PersonForInvitation[]> {
  return peopleInOffice(ctx, {}, search)
}

/** Who may chair a meeting and sign for a unit: leaders and heads in office. */
export async function leadersInOffice(ctx: Ctx): Promise<PersonForInvitation[]> {
  return peopleInOffice(ctx, { role: { in: ['leader', 'unit_head'] } })
}

/** Whom the head of one of these units may name. */
export async function peopleOfUnits(ctx: Ctx, orgUnitIds: readonly string[]): Promise<PersonForInvitation[]> {
  return orgUnitIds.length === 0 ? [] : peopleInOffice(ctx, { orgUnitId: { in: [...orgUnitIds] } })
}

async function peopleInOffice(ctx: Ctx, among: Prisma.PositionWhereInput, search = ''): Promise<PersonForInvitation[]> {
  if (!can.seePeople(ctx.actor)) return []
  const day = today(ctx)
  const rows = await ctx.db.position.findMany({
    where: { ...among, ...inForceOn(day), user: { disabledAt: null }, orgUnit: inForceOn(day) },
    select: {
      userId: true, title: true, role: true, orgUnitId: true,
      user: { select: { fullName: true, account: true } },
      orgUnit: { select: { name: true } },
    },
  })
  // Not in SQL: how marks count differs from word to word (`matchesSearch`), and a province holds some thousand positions.
  return rows
    .filter(({ user, title, orgUnit }) => matchesSearch([user.fullName, title, orgUnit.name, user.account], search))
    .map(({ userId, user, title, role, orgUnitId, orgUnit }) => ({
      userId, name: user.fullName, title, role, orgUnitId, orgUnitName: orgUnit.name,
    }))
    .sort((one, other) => collator.compare(one.orgUnitName, other.orgUnitName) || comparePersonNames(one.name, other.name))
}

const collator = new Intl.Collator('vi')

function today(ctx: Ctx): Day {
  return dayOf(ctx.now(), ctx.settings.timeZone)
}

function inForceOn(day: Day) {
  return { validFrom: { lte: dayColumn(day) }, OR: [{ validTo: null }, { validTo: { gte: dayColumn(day) } }] }
}
