import type { IssueKey, SiteClient } from '@mmd/jira-api'
import type { Operation, OperationResult, StoredOperation } from '@mmd/replica'
import { type Site, startSite } from '../site.ts'
import type { Evidence } from './evidence.ts'
import { judge, remember } from './judge.ts'
import type { Problem } from './problem.ts'

/** A site on which a test does things itself, so that it can do them wrongly. */
export interface Court extends AsyncDisposable {
  readonly site: Site
  readonly client: SiteClient
  readonly key: IssueKey
  readonly other: IssueKey
  /** Claims that an operation was done. */
  readonly claim: (operation: Operation, claimed?: Partial<StoredOperation>) => StoredOperation
  readonly sentence: (acknowledged?: readonly number[]) => readonly Problem[]
}

export const openCourt = async (): Promise<Court> => {
  const site = await startSite('datacenter', 3)
  const [key, other] = site.world.issues
    .filter((one) => one.projectKey === 'PAY' && one.statusId === '1')
    .map((one) => one.key as IssueKey)
  if (key === undefined || other === undefined) throw new Error('The sandbox has too few issues')
  const before = remember(site.world)
  const operations: StoredOperation[] = []
  const evidence: Evidence = { operations, before, world: site.world, me: site.me }
  return {
    site,
    client: site.client,
    key,
    other,
    claim: (operation, claimed = {}) => {
      const id = operations.length + 1
      const stored: StoredOperation = {
        id,
        mark: `mark-${id}`,
        change: id,
        undoes: null,
        operation,
        state: 'sent',
        performedAt: 0,
        firstSentAt: 0,
        attempts: 1,
        notBefore: null,
        error: null,
        conflicts: null,
        result: null,
        settledAt: 0,
        settledOrder: id,
        ...claimed,
      }
      operations.push(stored)
      return stored
    },
    sentence: (acknowledged = operations.map(({ id }) => id)) => judge(acknowledged, evidence),
    [Symbol.asyncDispose]: () => site[Symbol.asyncDispose](),
  }
}

export const wiki = (source: string) => ({ format: 'wiki', source }) as const

/** A comment whose text is a word of ours. */
export const saying = (key: IssueKey, typed: string, author: Site['me']): Operation => ({
  kind: 'add-comment',
  key,
  body: wiki(typed),
  typed,
  author,
})

export const withResult = (result: OperationResult): Partial<StoredOperation> => ({ result })

export const uncertain = {
  state: 'failed',
  error: { name: 'ReplicaError', code: 'outcome-unknown', message: 'Nobody knows' },
} as const
