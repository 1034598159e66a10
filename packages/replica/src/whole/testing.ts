import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import {
  type IssueKey,
  JiraApiError,
  type LinkType,
  type Named,
  type ProjectDetail,
  type SiteClient,
  type User,
} from '@mmd/jira-api/model'
import { type Faults, type Journal, startCloudSandbox, startSandbox } from '@mmd/jira-sandbox'
import type { Engine } from '../engine.ts'
import { openReplica } from '../face/open-replica.ts'
import { openEngine } from '../open-engine.ts'
import { clientOf, type Deployment } from '../operations/testing/site.ts'
import type { Replica, ViewSpec } from '../replica.ts'
import type { Graces } from '../sender/verdict.ts'
import { openStore } from '../store/open-store.ts'
import type { Store } from '../store/store.ts'

/** For tests: one process that works on a copy. */
export interface Seat {
  readonly replica: Replica
  readonly engine: Engine
  readonly store: Store
}

/** For tests: a site, somebody else who works there, and a copy of it that any number of processes open. */
export interface Place {
  readonly deployment: Deployment
  readonly journal: Journal
  readonly faults: Faults
  /** What the site shows to me. */
  readonly mine: SiteClient
  /** Somebody else's connection. */
  readonly theirs: SiteClient
  readonly me: User
  readonly them: User
  readonly project: ProjectDetail
  readonly priorities: readonly Named[]
  readonly blocks: LinkType
  /** Sprints of its board that are not over. */
  readonly sprints: readonly Named[]
  /** The custom field that holds them. */
  readonly sprintField: string
  /** A file to be attached. */
  readonly file: string
  readonly folder: string
  readonly views: readonly [ViewSpec, ViewSpec]
  readonly keys: readonly IssueKey[]
  readonly open: () => Seat
  /** From now on the program reaches nobody, or again. */
  readonly isOnline: () => boolean
  readonly setOnline: (isOnline: boolean) => void
  readonly end: () => Promise<void>
}

export interface PlaceOptions {
  readonly issues?: number
  readonly graces?: Partial<Graces>
}

const startSite = async (deployment: Deployment, issues: number) => {
  if (deployment === 'datacenter') return startSandbox({ issues })
  return startCloudSandbox({ issues, indexLagMs: 0 })
}

/** A client that can be cut off before anything leaves. */
const switched = (client: SiteClient, isOnline: () => boolean): SiteClient => {
  const unreachable = async (): Promise<never> => {
    throw new JiraApiError('network', 'The site could not be reached', { reason: 'ENETUNREACH' })
  }
  return new Proxy(client, {
    get: (target, name, receiver) => {
      const member: unknown = Reflect.get(target, name, receiver)
      if (typeof member !== 'function') return member
      // Whoever keeps a method is cut off too.
      return (...given: readonly unknown[]): unknown =>
        isOnline() ? Reflect.apply(member, target, given) : unreachable()
    },
  })
}

const plain = ({ id, name, active }: User): User => ({ id, name, active })

/** For tests: opens it. Answers that got lost are not waited for: the sandbox is done with a request when it breaks the line. */
export const openPlace = async (deployment: Deployment, options: PlaceOptions = {}): Promise<Place> => {
  const { issues = 12, graces = { broken: 0, timeout: 0, orphan: 0, stumble: 0 } } = options
  const site = await startSite(deployment, issues)
  const folder = mkdtempSync(join(tmpdir(), 'whole-'))
  const file = join(folder, 'trace.txt')
  writeFileSync(file, 'trace')
  const [mine, theirs] = [clientOf(site, 'mira'), clientOf(site, 'tomasz.w')]
  let isOnline = true
  const client = switched(clientOf(site, 'mira'), () => isOnline)
  const me = plain(await mine.myself())
  const them = plain(await theirs.myself())
  const seats = new Set<Seat>()
  const found = await mine.ids('project = PAY ORDER BY key ASC')
  const [blocks] = await mine.linkTypes()
  if (blocks === undefined) throw new Error('the site has no link types')
  const identity = `${deployment} mira`
  const open = (): Seat => {
    const openCopy = (): Store => openStore({ folder: join(folder, 'copy'), identity })
    const engine = openEngine({ client, store: openCopy(), deployment, me, graces })
    const store = openCopy()
    const seat = { store, engine, replica: openReplica({ store, engine, me, deployment }) }
    seats.add(seat)
    return seat
  }
  const project = await mine.project('PAY')
  const priorities = await mine.priorities()
  const sprints = await mine.sprints({ boardId: '4', states: ['active', 'future'] })
  const sprintField = (await mine.fields()).find(({ schema }) => schema.custom?.endsWith('gh-sprint') === true)?.id
  if (sprintField === undefined) throw new Error('the site has no sprints')
  site.journal.clear()
  return {
    deployment,
    journal: site.journal,
    faults: site.faults,
    mine,
    theirs,
    me,
    them,
    project,
    priorities: priorities.map(({ id, name }) => ({ id, name })),
    blocks,
    sprints: sprints.map(({ id, name }) => ({ id, name })),
    sprintField,
    file,
    folder: join(folder, 'copy'),
    views: [
      { id: 'all', title: 'All', jql: 'project = PAY ORDER BY key ASC' },
      { id: 'some', title: 'Some', jql: 'project = PAY AND assignee is not EMPTY ORDER BY summary DESC, key ASC' },
    ],
    keys: found.map(({ key }) => key),
    open,
    isOnline: () => isOnline,
    setOnline: (now) => {
      isOnline = now
    },
    end: async () => {
      await Promise.all([...seats].map(({ replica }) => replica.close()))
      await site.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
