import type { IssueKey } from '@mmd/jira-api'
import type { App, SiteSession } from '../../../app/app.ts'
import { ownerOf } from '../../../app/members.ts'
import type { IssueItem } from '../../../screens/issue/item.ts'
import { currentKey } from '../../../state/selectors.ts'
import type { Action } from '../../action.ts'
import { itemUnderCursor } from './cursor.ts'

/** Where an item is: the site of its issue, and the issue's key there. */
export interface ItemPlace {
  readonly session: SiteSession
  readonly key: IssueKey
  /** The key as it is on screen: with its site, where there are several. */
  readonly shown: IssueKey
}

type ItemOf<K extends IssueItem['kind']> = Extract<IssueItem, { kind: K }>

const isOf = <K extends IssueItem['kind']>(item: IssueItem, kinds: readonly K[]): item is ItemOf<K> =>
  kinds.some((kind) => kind === item.kind)

/** For what is done to the item under the cursor, on the site of its issue. What it rejects with is said. */
export const onItem =
  <K extends IssueItem['kind']>(
    kinds: readonly K[],
    run: (app: App, place: ItemPlace, item: ItemOf<K>) => void | Promise<void>,
  ): Action['run'] =>
  (app) => {
    const session = app.session()
    const shown = currentKey(app.store.get())
    const item = itemUnderCursor(app)
    if (session === null || shown === null || item === undefined || !isOf(item, kinds)) return
    const place = { ...ownerOf(session, shown), shown }
    void Promise.resolve(run(app, place, item)).catch((error: unknown) => app.fail(error, place.session.site))
  }

/** True for what the site has: what is still on its way has no number yet. */
export const isSent = (id: string): boolean => !id.startsWith('pending:')
