import { fork, spawn, spawnSync, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, expect, test } from 'vitest'
import { DEMO_PASSWORD } from '../../prisma/seed/demo-province.ts'
import { takeSeat } from '#server/cli/rehearsal-seat.ts'
import { startServer, type RunningServer } from './running-server.ts'

const ROOT = path.join(import.meta.dirname, '../..')
const folder = mkdtempSync(path.join(tmpdir(), 'nghi-su-rehearsal-'))
const noticeFile = path.join(folder, 'ket-luan.txt')
writeFileSync(noticeFile, `THÔNG BÁO
Kết luận của Phó Chủ tịch UBND tỉnh tại cuộc họp về phòng họp không giấy

1. Giao Sở Tài chính chủ trì, phối hợp với Sở Nội vụ tham mưu UBND tỉnh bố trí kinh phí trước ngày 31/12/2026.
2. Sở Khoa học và Công nghệ chủ trì xây dựng Quy chế khai thác, hoàn thành trong tháng 01/2027.
3. Văn phòng UBND tỉnh chủ trì, phối hợp với các sở, ngành liên quan tập huấn cho cán bộ, hoàn thành trong Quý I/2027.
`)

afterAll(() => rmSync(folder, { recursive: true, force: true }))

interface Run {
  child: ChildProcess
  said: () => string
  ended: Promise<number>
}

function rehearse(args: string[]): Run {
  const child = spawn(process.execPath, ['dist/cli.js', 'rehearse', '--notice', noticeFile, ...args], {
    cwd: ROOT, stdio: ['pipe', 'pipe', 'pipe'],
  })
  let said = ''
  child.stdout.on('data', (chunk: Buffer) => (said += chunk.toString()))
  child.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()))
  const ended = once(child, 'exit').then(([code]) => (typeof code === 'number' ? code : -1))
  return { child, said: () => said, ended }
}

async function until(holds: () => boolean, said: () => string, everyMs = 200): Promise<void> {
  for (const end = Date.now() + 600_000; !holds(); await sleep(everyMs)) if (Date.now() > end) throw new Error(`It did not come:\n${said()}`)
}

interface Acknowledged {
  verb: string
  account: string
  input: Record<string, unknown>
  data: Record<string, unknown>
}

/** As `kill -9` of everything: the server and the database it started. */
function killEverything({ child, dataDir }: RunningServer): void {
  child.kill('SIGKILL')
  const location = path.join(dataDir, 'postgres.location')
  const home = existsSync(location) ? readFileSync(location, 'utf8').trim() : path.join(dataDir, 'postgres')
  const pid = Number(readFileSync(path.join(home, 'cluster/postmaster.pid'), 'utf8').split('\n')[0])
  process.kill(pid, 'SIGKILL')
}

test('a rehearsal of a whole meeting passes, and its notice and events are there', async () => {
  const out = path.join(folder, 'whole')
  const run = rehearse(['--people', '6', '--out', out])
  run.child.stdin?.end()
  expect(await run.ended, run.said()).toBe(0)
  expect(readFileSync(path.join(out, 'notice.pdf')).subarray(0, 5).toString()).toBe('%PDF-')
  const types = readFileSync(path.join(out, 'events.jsonl'), 'utf8').trim().split('\n').map((line) => (JSON.parse(line) as { type: string }).type)
  for (const type of ['conclusion.issued', 'task.assigned', 'meeting.closed', 'document.signed']) {
    expect(types.some((one) => one.includes(type)), type).toBe(true)
  }
  await expectReadable(path.join(out, 'notice.pdf'))
})

/** The PDF is read by what was built, where nothing of a package lies beside it: by the command and by the server's own process. */
async function expectReadable(file: string): Promise<void> {
  const { status, stdout, stderr } = spawnSync(process.execPath, [path.join(ROOT, 'dist/cli.js'), 'extract', file], { encoding: 'utf8' })
  expect(status, stderr).toBe(0)
  const rows = stdout.trim().split('\n').map((line) => JSON.parse(line) as { kind: string; lead: string[] })
  expect(rows.filter(({ kind }) => kind === 'assignment').map(({ lead }) => lead)).toEqual([['Sở Tài chính'], ['Sở Khoa học và Công nghệ'], ['Văn phòng UBND tỉnh']])
  const reader = fork(path.join(ROOT, 'dist/reading-process.js'), { serialization: 'advanced' })
  const answered = once(reader, 'message')
  reader.send(readFileSync(file))
  const [answer] = await answered
  expect(answer).toMatchObject({ text: expect.stringContaining('Sở Khoa học và Công nghệ') as string })
}

interface MeetingRecord {
  detail: { state: string; agenda: { id: string; papers: { documentId: string; versionId: string }[] }[]; replies: { accepted: number } }
  minutes: { conclusions: { id: string }[] } | null
  polls: { state: string; turnout: { castCount: number } | null; result: { castCount: number } | null }[]
}

/** What the server had acknowledged when it was killed, by verb. */
class AckLog {
  readonly file: string
  constructor(name: string) {
    this.file = path.join(folder, name)
  }

  of(verb: string): Acknowledged[] {
    if (!existsSync(this.file)) return []
    // The last line may be half written while we look.
    const lines = readFileSync(this.file, 'utf8').split('\n').slice(0, -1)
    return lines.map((line) => JSON.parse(line) as Acknowledged).filter((one) => one.verb === verb)
  }

  get meetingId(): string {
    return String(this.of('create-meeting')[0]?.data['meetingId'])
  }
}

async function cookieOf(url: string, account: string): Promise<string> {
  const signIn = await fetch(`${url}/sign-in`, {
    method: 'POST', redirect: 'manual', body: new URLSearchParams({ account, password: DEMO_PASSWORD }),
  })
  return signIn.headers.get('set-cookie')?.split(';')[0] ?? ''
}

/** The addresses to which events are sent. */
async function receiversAt(url: string): Promise<string[]> {
  const answer = await fetch(`${url}/api/v1/endpoints`, { headers: { cookie: await cookieOf(url, 'quan') } })
  const { data } = (await answer.json()) as { data: { url: string; disabledAt: string | null }[] }
  return data.filter(({ disabledAt }) => disabledAt === null).map((endpoint) => endpoint.url)
}

async function readMeeting(url: string, meetingId: string): Promise<{ record: MeetingRecord; cookie: string }> {
  const cookie = await cookieOf(url, 'binh')
  const answer = await fetch(`${url}/api/v1/meetings/${meetingId}`, { headers: { cookie } })
  expect(answer.status).toBe(200)
  return { record: (await answer.json()) as MeetingRecord, cookie }
}

/** Preparation, answers and ink that were acknowledged are there; ink is read as a tablet reads it. */
async function expectPrepared(url: string, log: AckLog): Promise<MeetingRecord> {
  const { record, cookie } = await readMeeting(url, log.meetingId)
  expect(record.detail.agenda.map(({ id }) => id)).toEqual(log.of('add-item').map(({ data }) => data['itemId']))
  expect(record.detail.agenda.flatMap(({ papers }) => papers.map(({ documentId }) => documentId))).toEqual(log.of('attach-paper').map(({ data }) => data['documentId']))
  expect(record.detail.replies.accepted).toBeGreaterThanOrEqual(log.of('answer-invitation').length)
  const strokes = log.of('draw-stroke')
  expect(strokes.length).toBeGreaterThan(0)
  const versionId = String(strokes[0]?.input['versionId'])
  const seat = takeSeat({ account: 'binh', userId: '', cookie }, { serverUrl: url, meetingId: log.meetingId, versionId })
  try {
    await until(() => seat.isConnected() || seat.lost() !== null, () => seat.lost() ?? 'not connected')
    expect(strokes.filter(({ data }) => !seat.sees(String(data['key'])))).toEqual([])
  } finally {
    seat.leave()
  }
  return record
}

async function killAndStartAgain(server: RunningServer): Promise<RunningServer> {
  const exited = once(server.child, 'exit')
  killEverything(server)
  await exited
  return startServer({ dataDir: server.dataDir, port: Number(new URL(server.url).port) })
}

test('killing everything in the middle of a rehearsal loses nothing that was acknowledged', async () => {
  const first = await startServer()
  let running = first
  try {
    // While ballots are on their way: some acknowledged, some not.
    const voting = new AckLog('voting.jsonl')
    const cut = rehearse(['--people', '40', '--out', path.join(folder, 'cut'), '--server', first.url, '--ack-log', voting.file])
    cut.child.stdin?.end()
    // A fast machine casts them all between two looks of the usual distance.
    await until(() => voting.of('cast-ballot').length > 0 || cut.child.exitCode !== null, cut.said, 5)
    running = await killAndStartAgain(first)
    expect(await cut.ended, cut.said()).toBe(1)
    expect(voting.of('cast-ballot').length, cut.said()).toBeGreaterThan(0)
    const atPoll = await expectPrepared(running.url, voting)
    // Closed without a word of it is possible: the answer was lost with the server.
    expect(atPoll.detail.state).toBeOneOf(voting.of('close-meeting').length > 0 ? ['closed'] : ['open', 'closed'])
    const counted = atPoll.polls[0]?.turnout ?? atPoll.polls[0]?.result
    expect(counted?.castCount).toBeGreaterThanOrEqual(voting.of('cast-ballot').length)

    // Between two steps: exactly what was acknowledged, no more and no less.
    const closing = new AckLog('closing.jsonl')
    const paused = rehearse(['--people', '6', '--out', path.join(folder, 'paused'), '--server', running.url, '--pause-after', 'import', '--ack-log', closing.file])
    await until(() => paused.said().includes('Tạm dừng') || paused.child.exitCode !== null || paused.child.signalCode !== null, paused.said)
    expect(paused.child.exitCode, paused.said()).toBe(null)
    running = await killAndStartAgain(running)
    const atEnd = await expectPrepared(running.url, closing)
    expect(atEnd.detail.state).toBe('closed')
    expect(atEnd.detail.replies.accepted).toBe(closing.of('answer-invitation').length)
    expect(atEnd.polls[0]?.state).toBe('closed')
    expect(atEnd.polls[0]?.result?.castCount).toBe(closing.of('cast-ballot').length)
    const confirmed = closing.of('confirm-import').flatMap(({ data }) => data['ids'] as string[])
    expect(confirmed.length).toBeGreaterThan(0)
    expect(atEnd.minutes?.conclusions.map(({ id }) => id)).toEqual(confirmed)

    // Sessions outlive the kill: the rehearsal goes on where it stood and ends as if nothing had been.
    paused.child.stdin?.end()
    expect(await paused.ended, paused.said()).toBe(0)

    // The first one lost its server before it could take its receiver back; the next one did it for both.
    expect(await receiversAt(running.url)).toEqual([])
    const interrupted = rehearse(['--people', '6', '--out', path.join(folder, 'interrupted'), '--server', running.url, '--pause-after', 'receiver'])
    await until(() => interrupted.said().includes('Tạm dừng') || interrupted.child.exitCode !== null, interrupted.said)
    expect(await receiversAt(running.url)).toHaveLength(1)
    interrupted.child.kill('SIGTERM')
    expect(await interrupted.ended, interrupted.said()).toBe(1)
    expect(await receiversAt(running.url)).toEqual([])
  } finally {
    await running.stop()
    rmSync(first.dataDir, { recursive: true, force: true })
  }
})
