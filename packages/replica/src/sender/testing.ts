import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { connectSite, type IssueKey, type SiteClient } from '@mmd/jira-api'
import { type Sandbox, type SandboxOptions, startSandbox } from '@mmd/jira-sandbox'
import { onTestFinished } from 'vitest'
import type { Engine } from '../engine.ts'
import { openEngine } from '../open-engine.ts'
import type { Operation } from '../operations/operation.ts'
import { openStore } from '../store/open-store.ts'
import type { Store, StoredOperation } from '../store/store.ts'
import type { Graces } from './verdict.ts'

/** A site, a copy of it with its engine, and somebody else who works there too. */
export interface SenderWorld {
  readonly sandbox: Sandbox
  readonly client: SiteClient
  readonly other: SiteClient
  readonly store: Store
  readonly engine: Engine
  readonly folder: string
  /** An issue that the copy knows. */
  readonly key: IssueKey
  /** Puts an operation into the outbox as `perform` does, without telling the engine. */
  readonly put: (operation: Operation) => StoredOperation
  readonly stored: (id: number) => StoredOperation
  /** Another engine on the same copy, as another process has it. */
  readonly another: () => Engine
}

export const me = { id: 'mira', name: 'Mira Lindqvist', active: true }

export interface SenderWorldOptions {
  readonly sandbox?: SandboxOptions
  readonly between?: (client: SiteClient) => Partial<SiteClient>
  /** The copy as the engines see it. */
  readonly around?: (store: Store) => Store
  readonly graces?: Partial<Graces>
}

export const senderWorld = async (options: SenderWorldOptions = {}): Promise<SenderWorld> => {
  const { around = (store) => store, graces = {} } = options
  const sandbox = await startSandbox({ issues: 20, ...options.sandbox })
  const folder = mkdtempSync(join(tmpdir(), 'replica-'))
  const authorization = `Bearer ${sandbox.issuePat('mira')}`
  const connect = (): SiteClient =>
    connectSite({ baseUrl: sandbox.baseUrl, authorize: async () => authorization, deployment: 'datacenter' })
  const [direct, other] = [connect(), connect()]
  const client = { ...direct, ...options.between?.(direct) }
  const open = (): Store => openStore({ folder, identity: `${sandbox.baseUrl} mira` })
  const engineOf = (): Engine => openEngine({ client, store: around(open()), deployment: 'datacenter', me, graces })
  const [store, engine] = [open(), engineOf()]
  const engines = [engine]
  onTestFinished(async () => {
    await Promise.all(engines.map((one) => one.close()))
    store.close()
    await sandbox.close()
    rmSync(folder, { recursive: true, force: true })
  })
  const found = await other.search({ jql: 'project = PAY AND resolution is EMPTY ORDER BY key', maxResults: 1 })
  const key = found.issues[0]?.key
  if (key === undefined) throw new Error('no issue')
  store.issues.putDetail(await other.issue(key), Date.now())
  sandbox.journal.clear()
  return {
    sandbox,
    client,
    other,
    store,
    engine,
    folder,
    key,
    put: (operation) => {
      const [stored] = store.outbox.add({ title: '', performedAt: Date.now(), operations: [{ operation }] }).operations
      if (stored === undefined) throw new Error('nothing was put')
      return stored
    },
    stored: (id) => {
      const found = store.outbox.get(id)
      if (found === undefined) throw new Error(`no operation ${id}`)
      return found
    },
    another: () => {
      const made = engineOf()
      engines.push(made)
      return made
    },
  }
}

export const wiki = (source: string) => ({ format: 'wiki', source }) as const
