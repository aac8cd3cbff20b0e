import { expect, test } from 'vitest'
import { listenersOf, catalogue, type EventType } from '#server/events/catalogue.ts'
import { publicTypeOf, toCloudEvent } from './message.ts'

const event = {
  id: '019aae1e-0000-7000-8000-000000000001',
  seq: 42n,
  type: 'task.assigned',
  subjectId: '019aae1e-0000-7000-8000-000000000002',
  at: new Date('2026-11-23T02:00:00.125Z'),
  data: { title: 'Báo cáo tiến độ' },
}

test('an event leaves as CloudEvents 1.0 with the organisation as its source', () => {
  expect(toCloudEvent(event, 'H99')).toEqual({
    specversion: '1.0',
    id: event.id,
    source: 'urn:vn:org:H99:nghi-su',
    type: 'vn.nghisu.task.assigned.v1',
    subject: event.subjectId,
    time: '2026-11-23T02:00:00.125Z',
    datacontenttype: 'application/json',
    orgid: 'H99',
    sequence: '42',
    confidentiality: 0,
    data: { title: 'Báo cáo tiến độ' },
  })
})

test('the same event gives the same bytes, whenever it is sent', () => {
  expect(JSON.stringify(toCloudEvent(event, 'H99'))).toBe(JSON.stringify(toCloudEvent({ ...event }, 'H99')))
})

test('every public type is a legal name for CloudEvents and Standard Webhooks', () => {
  const types = Object.keys(catalogue).filter((type) => listenersOf(type as EventType).includes('ioc'))
  expect(types).toEqual(expect.arrayContaining([
    'conclusion.issued', 'task.assigned', 'task.progressed', 'meeting.closed', 'document.signed',
  ]))
  for (const type of types) expect(publicTypeOf(type)).toMatch(/^[A-Za-z0-9_.]+$/)
})
