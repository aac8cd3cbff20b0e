import { utimes } from 'node:fs/promises'
import path from 'node:path'
import { expect, test } from 'vitest'
import { meetingWithItems, paperOn } from '#server/agenda/fixtures/agenda-scene.ts'
import { makeLog } from '#server/kernel/log.ts'
import { openWorld } from '#server/test/world.ts'
import { removeUnnamedFiles } from './remove-unnamed-files.ts'

const world = await openWorld()
const log = makeLog('silent')
const now = () => world.ctx('quan', new Date())

async function makeOld(hash: string): Promise<void> {
  await utimes(path.join(world.settings.dataDir, 'files', hash.slice(0, 2), hash), new Date(0), new Date(0))
}

async function put(text: string): Promise<string> {
  return (await world.files.put(new TextEncoder().encode(text))).hash
}

test('a file that no row names goes after a day; one that is named, or young, stays', async () => {
  const { itemIds } = await meetingWithItems(world, 'A')
  await paperOn(world, itemIds[0] ?? '')
  const { hash: named } = await world.db.storedFile.findFirstOrThrow()
  const [left, young] = [await put('refused by the verb'), await put('its row commits in a moment')]
  await makeOld(named)
  await makeOld(left)
  expect(await removeUnnamedFiles(now(), log)).toBe(1)
  expect([await world.files.has(named), await world.files.has(left), await world.files.has(young)]).toEqual([true, false, true])
})

test('the store of another database is left alone', async () => {
  const hashes = await Promise.all(Array.from({ length: 21 }, (_, index) => put(`paper ${index} of others`)))
  for (const hash of hashes) await makeOld(hash)
  expect(await removeUnnamedFiles(now(), log)).toBe(0)
  expect(await world.files.oldFiles(new Date())).toEqual(expect.arrayContaining(hashes))
})
