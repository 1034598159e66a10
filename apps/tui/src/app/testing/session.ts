import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Site } from '@mmd/auth'
import type { SiteClient } from '@mmd/jira-api/model'
import { type Engine, openReplica, openStore } from '@mmd/replica'
import { openEngine } from '@mmd/replica/background'
import { onTestFinished } from 'vitest'
import { siteCopy } from '../../session/site-copy.ts'
import type { SiteSession } from '../app.ts'
import { testNow } from './issues.ts'

/** A session whose copy lies in a real file, and whose engine works on this thread. */
export const openTestSession = (
  data: string,
  site: Site,
  client: SiteClient,
  more: Partial<SiteSession> = {},
): SiteSession => {
  const place = siteCopy({ data }, site)
  const { user, deployment } = site
  const me = { id: user?.id ?? '', name: user?.name ?? 'me', active: true }
  const now = (): number => testNow
  const store = openStore({ ...place, now })
  const engine: Engine = openEngine({ client, store: openStore({ ...place, now }), deployment, me, now })
  const replica = openReplica({ store, engine, me, deployment, now })
  return {
    site,
    client,
    replica,
    opened: store.opened,
    transitions: (key) => engine.transitions(key),
    openPart: (key, part) => engine.openPart(key, part),
    catalogue: (name, options) => engine.catalogue(name, options),
    wake: () => engine.wake(),
    requests: () => 0,
    reconnect: () => undefined,
    close: () => replica.close(),
    ...more,
  }
}

/** A folder of its own, gone when the test is over. */
export const testFolder = (): string => {
  const folder = mkdtempSync(join(tmpdir(), 'mmd-world-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}
