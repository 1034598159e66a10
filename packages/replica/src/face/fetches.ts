import type { IssueKey } from '@mmd/jira-api/model'
import type { EngineNews, FetchState } from '../engine.ts'
import { fromErrorData, type SiteError } from '../failure.ts'
import type { Phase } from '../replica.ts'

/** How a fetch stands, as the screen wants it. */
export interface Fetch {
  readonly phase: Phase
  readonly error: SiteError | null
}

const resting: Fetch = { phase: 'idle', error: null }

/** How the fetches of the background stand: only those that are on their way or have failed are kept. */
export class Fetches {
  readonly #views = new Map<string, Fetch>()
  readonly #issues = new Map<IssueKey, Fetch>()

  hear({ views = {}, issues = {} }: EngineNews): void {
    for (const [id, state] of Object.entries(views)) put(this.#views, id, state)
    for (const [key, state] of Object.entries(issues)) put(this.#issues, key, state)
  }

  view(id: string): Fetch {
    return this.#views.get(id) ?? resting
  }

  issue(key: IssueKey): Fetch | undefined {
    return this.#issues.get(key)
  }
}

const put = (fetches: Map<string, Fetch>, name: string, { phase, error }: FetchState): void => {
  if (phase === 'idle' && error === null) fetches.delete(name)
  else fetches.set(name, { phase, error: error === null ? null : fromErrorData(error) })
}
