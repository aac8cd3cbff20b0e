import { createServer, type Socket } from 'node:net'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeEach, expect, test } from 'vitest'
import { openWorld } from '#server/test/world.ts'
import { sendMail } from './send-mail.ts'
import { smtpTransport } from './smtp-transport.ts'

/** A mail server of one page: takes what RFC 5321 needs for one message, or refuses the recipient. */
const received: string[] = []
let isRefusing = false
const server = createServer((socket: Socket) => {
  let data: string[] | null = null
  let buffered = ''
  socket.setEncoding('utf8').on('data', (chunk: string) => {
    buffered += chunk
    for (let end = buffered.indexOf('\r\n'); end >= 0; end = buffered.indexOf('\r\n')) {
      const line = buffered.slice(0, end)
      buffered = buffered.slice(end + 2)
      if (data === null) answer(line)
      else if (line === '.') {
        received.push(data.join('\n'))
        data = null
        socket.write('250 kept\r\n')
      } else data.push(line)
    }
  })
  function answer(line: string): void {
    const command = line.slice(0, 4).toUpperCase()
    if (command === 'DATA') data = []
    socket.write(command === 'DATA' ? '354 go\r\n' : command === 'RCPT' && isRefusing ? '550 no such box\r\n' : '250 ok\r\n')
  }
  socket.on('error', () => undefined)
  socket.write('220 test\r\n')
})
await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
const transport = smtpTransport(`smtp://127.0.0.1:${(server.address() as AddressInfo).port}`, 'Nghị Sự <nghisu@localhost>')
const world = await openWorld()
afterAll(() => {
  transport.close()
  server.close()
})

let mailId: string
beforeEach(async () => {
  received.length = 0
  isRefusing = false
  const ctx = world.ctx('binh')
  mailId = ctx.newId()
  await world.db.mail.create({
    data: {
      id: mailId, toUserId: world.people.ha.id, toAddress: 'ha@example.vn', subject: 'Giấy mời họp', text: 'Kính gửi đồng chí',
      ical: 'BEGIN:VCALENDAR\r\nMETHOD:REQUEST\r\nEND:VCALENDAR\r\n', icalMethod: 'REQUEST', createdAt: ctx.now(),
    },
  })
})
const stored = () => world.db.mail.findUniqueOrThrow({ where: { id: mailId } })

test('an invitation leaves once, with text, a calendar part and a file', async () => {
  await sendMail(world.ctx('binh'), mailId, transport)
  await sendMail(world.ctx('binh'), mailId, transport)
  expect(received).toHaveLength(1)
  const [message] = received
  expect(message).toContain('To: ha@example.vn')
  expect(message).toContain(`Message-ID: <${mailId}@nghi-su>`)
  expect(message).toMatch(/multipart\/alternative/)
  expect(message).toMatch(/Content-Type: text\/calendar; charset=utf-8; method=REQUEST/)
  expect(message).toMatch(/filename=giay-moi\.ics/)
  expect(await stored()).toMatchObject({ transport: 'smtp', lastError: null })
})

test('a refused mail says why and goes out on a later try', async () => {
  isRefusing = true
  await expect(sendMail(world.ctx('binh'), mailId, transport)).rejects.toThrow('550')
  expect((await stored()).lastError).toContain('no such box')
  isRefusing = false
  await sendMail(world.ctx('binh'), mailId, transport)
  expect(await stored()).toMatchObject({ transport: 'smtp', lastError: null })
})

test('without a mail server the mail is kept for the mailbox page', async () => {
  await sendMail(world.ctx('binh'), mailId, null)
  expect(await stored()).toMatchObject({ transport: 'kept', sentAt: null })
})
