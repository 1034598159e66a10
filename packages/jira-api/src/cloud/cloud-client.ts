import { changeOneByOne } from '../bulk/one-by-one.ts'
import { changeByTask, tasksOf } from '../bulk/task.ts'
import type { Http } from '../client/http.ts'
import { cloud } from '../dialect/cloud.ts'
import type { CreatedIssue } from '../model/model.ts'
import { type SiteResources, siteResources } from '../resources/site-resources.ts'
import type { DeploymentClient } from '../site-client.ts'
import { suggestLabels } from './label.ts'
import { createOwnWrites, type OwnWrites } from './own-writes.ts'
import { cloudQueries } from './queries.ts'
import { createIds, createSearch } from './search.ts'

/** What a client of Cloud needs of the world. */
export interface CloudPorts {
  /** Milliseconds. */
  readonly now: () => number
  readonly pause: (ms: number, signal: AbortSignal | undefined) => Promise<void>
}

// Each takes the issue's key, or something that holds it, first.
const writes = [
  'transition',
  'edit',
  'assign',
  'addComment',
  'editComment',
  'deleteComment',
  'addWorklog',
  'editWorklog',
  'deleteWorklog',
  'deleteIssue',
  'watch',
  'unwatch',
  'vote',
] as const satisfies readonly (keyof SiteResources)[]

const keyOf = (argument: unknown): string =>
  typeof argument === 'string' ? argument : (argument as { readonly key: string }).key

/** The index lags behind: issues that were written must be looked at afresh in the next search, also after a failure. */
const remembering = (resources: SiteResources, ownWrites: OwnWrites): SiteResources => {
  const wrapped = Object.fromEntries(
    writes.map((name) => [
      name,
      async (...args: readonly unknown[]): Promise<unknown> => {
        try {
          return await (resources[name] as (...given: readonly unknown[]) => Promise<unknown>)(...args)
        } finally {
          // An answer that got lost may have been a success.
          ownWrites.add(keyOf(args[0]))
        }
      },
    ]),
  )
  return { ...resources, ...wrapped }
}

/** The resources of one Cloud site, over one connection. */
export const cloudClient = (http: Http, { now, pause }: CloudPorts): DeploymentClient => {
  const ownWrites = createOwnWrites(now)
  const resources = remembering(siteResources(http, cloud), ownWrites)
  const queries = cloudQueries(http)
  const made = (issues: readonly CreatedIssue[]): void => {
    ownWrites.see(issues)
    for (const { key } of issues) ownWrites.add(key)
  }
  return {
    ...resources,
    ...queries,
    search: createSearch(http, ownWrites),
    ids: createIds(http, ownWrites),
    createIssue: async (input, options) => {
      const issue = await resources.createIssue(input, options)
      made([issue])
      return issue
    },
    createIssues: async (inputs, options) => {
      const results = await resources.createIssues(inputs, options)
      made(results.flatMap(({ issue }) => issue ?? []))
      return results
    },
    issue: async (key, options) => {
      const issue = await resources.issue(key, options)
      ownWrites.see([issue])
      return issue
    },
    issueWithFields: async (query, options) => {
      const issue = await resources.issueWithFields(query, options)
      ownWrites.see([issue])
      return issue
    },
    suggestLabels: (text, options) => suggestLabels(http, text, options),
    changeMany: async (keys, change, options = {}) => {
      const tasks = tasksOf(change)
      if (tasks === undefined || (keys.length < 2 && change.kind !== 'move'))
        return changeOneByOne(resources, keys, change, options)
      const issues = await queries.issues(keys, options.signal === undefined ? {} : { signal: options.signal })
      const ids = new Map<string, string>(issues.map(({ key, id }) => [key, id]))
      try {
        return await changeByTask({ http, pause, api: cloud.api }, { tasks, keys, ids }, options)
      } finally {
        ownWrites.see(issues)
        for (const key of keys) ownWrites.add(key)
      }
    },
  }
}
