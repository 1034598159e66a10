import { mkdtemp, readdir, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Site } from '@mmd/auth'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { testCapabilities } from '../app/testing/site-values.ts'
import { capabilityFile } from './capability-file.ts'

const site: Site = { name: 'acme', baseUrl: 'https://jira.acme.example', deployment: 'datacenter', method: 'pat' }

const found = testCapabilities({ software: 'present', development: 'unknown' })

let cache: string
beforeEach(async () => {
  cache = await mkdtemp(join(tmpdir(), 'mmd-cache-'))
})
afterEach(() => rm(cache, { recursive: true, force: true }))

test('what was saved is there for the next run, for this user alone', async () => {
  const memory = capabilityFile(cache, site)
  await expect(memory.load()).rejects.toThrow('ENOENT')
  await memory.save(found)
  expect(await capabilityFile(cache, { ...site, name: 'renamed' }).load()).toEqual(found)
  await expect(capabilityFile(cache, { ...site, user: { id: 'ada', name: 'Ada' } }).load()).rejects.toThrow('ENOENT')
  const files = await readdir(join(cache, 'capabilities'))
  expect(files).toHaveLength(1)
  expect((await stat(join(cache, 'capabilities', files[0] ?? ''))).mode & 0o777).toBe(0o600)
})
