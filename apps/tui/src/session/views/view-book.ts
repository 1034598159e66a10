import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Folders } from '../../config/environment.ts'
import type { BoardRef, ChosenLook, ListView } from '../../state/view.ts'

// On the way to the first rows: nothing here may load more than it takes to read a small file.

/** A view that was saved from the screen or by a command. */
export type OwnView = Pick<ListView, 'id' | 'title' | 'jql' | 'sites' | 'board' | 'isQueue'>

/** What the program keeps of views: those that were saved, in which order they stand, and how each shows its rows. */
export interface ViewBook {
  readonly own: readonly OwnView[]
  /** Ids; those that are not in it stand behind, as they come. */
  readonly order: readonly string[]
  /** Ids of views that nobody wants to see. */
  readonly hidden: readonly string[]
  /** Parts of the pane of which only the heading is shown. */
  readonly folded: readonly string[]
  readonly looks: Readonly<Record<string, ChosenLook>>
  /** Files of folders that were named once as where views come from. */
  readonly seen: readonly string[]
  /** Columns that somebody gave to these panes, or took from them. */
  readonly panes: { readonly views: number; readonly preview: number }
}

export const emptyBook: ViewBook = {
  own: [],
  order: [],
  hidden: [],
  folded: [],
  looks: {},
  seen: [],
  panes: { views: 0, preview: 0 },
}

export const bookFile = ({ config }: Pick<Folders, 'config'>): string => join(config, 'views.json')

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const isText = (value: unknown): value is string => typeof value === 'string'

const texts = (value: unknown): readonly string[] => (Array.isArray(value) ? value.filter(isText) : [])

const toOwn = (value: unknown): readonly OwnView[] => {
  if (!isRecord(value) || !isText(value['id']) || !isText(value['title']) || !isText(value['jql'])) return []
  const { id, title, jql } = value
  const sites = texts(value['sites'])
  const board = toBoard(value['board'])
  return [
    {
      id,
      title,
      jql,
      ...(sites.length === 0 ? {} : { sites }),
      ...(board === undefined ? {} : { board }),
      ...(value['isQueue'] === true ? { isQueue: true } : {}),
    },
  ]
}

const toBoard = (value: unknown): BoardRef | undefined => {
  if (!isRecord(value) || !isText(value['id'])) return undefined
  return { id: value['id'], part: value['part'] === 'backlog' ? 'backlog' : 'board' }
}

const toLook = (value: unknown): ChosenLook => {
  if (!isRecord(value)) return {}
  const { columns, sort, group } = value
  const chosen = Array.isArray(columns)
    ? columns.flatMap((column: unknown) => {
        if (!isRecord(column) || !isText(column['field'])) return []
        const { field, width } = column
        return [{ field, ...(typeof width === 'number' ? { width } : {}) }]
      })
    : []
  const order = isRecord(sort) && isText(sort['field']) ? sort : undefined
  return {
    ...(chosen.length === 0 ? (columns === null ? { columns } : {}) : { columns: chosen }),
    ...(order === undefined
      ? sort === null
        ? { sort }
        : {}
      : {
          sort: {
            field: String(order['field']),
            descending: order['descending'] === true,
            by: order['by'] === 'here' ? ('here' as const) : ('site' as const),
          },
        }),
    ...(group === null || (isText(group) && group !== '') ? { group } : {}),
  }
}

const toPanes = (value: unknown): ViewBook['panes'] => {
  const columns = (name: string): number => {
    const found = isRecord(value) ? value[name] : undefined
    return Number.isInteger(found) ? Math.max(-120, Math.min(120, Number(found))) : 0
  }
  return { views: columns('views'), preview: columns('preview') }
}

/** What was kept; nothing where there is no file, or none that can be read. */
export const readBook = (folders: Pick<Folders, 'config'>): ViewBook => {
  let found: unknown
  try {
    found = JSON.parse(readFileSync(bookFile(folders), 'utf8'))
  } catch {
    return emptyBook
  }
  if (!isRecord(found)) return emptyBook
  const looks = isRecord(found['looks']) ? found['looks'] : {}
  return {
    own: Array.isArray(found['own']) ? found['own'].flatMap(toOwn) : [],
    order: texts(found['order']),
    hidden: texts(found['hidden']),
    folded: texts(found['folded']),
    looks: Object.fromEntries(Object.entries(looks).map(([id, look]) => [id, toLook(look)])),
    seen: texts(found['seen']),
    panes: toPanes(found['panes']),
  }
}
