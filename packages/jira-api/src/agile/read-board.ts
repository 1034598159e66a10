import { type Json, readAll, toCount, toJson, toText, toWord } from '../model/primitives.ts'
import { readKey } from '../model/read-issue.ts'
import type { Board, BoardColumn, BoardConfiguration, Epic, QuickFilter, RankRefusal } from './board.ts'

/** A board; null without an id. */
export const readBoard = (value: unknown): Board | null => {
  const board = toJson(value)
  const id = toWord(board['id'])
  if (id === null) return null
  return {
    id,
    name: toWord(board['name']) ?? id,
    type: toWord(board['type']) ?? '',
    projectKey: toWord(toJson(board['location'])['projectKey']),
  }
}

const limit = (value: unknown): number | null => (typeof value === 'number' && value >= 0 ? value : null)

const readColumn = (value: unknown): BoardColumn => {
  const column = toJson(value)
  return {
    name: toWord(column['name']) ?? '',
    statusIds: readAll(column['statuses'], (status) => toWord(toJson(status)['id'])),
    min: limit(column['min']),
    max: limit(column['max']),
  }
}

const toConstraint = (value: unknown): BoardConfiguration['constraint'] =>
  value === 'issueCount' || value === 'issueCountExclSubs' ? value : 'none'

const readEstimation = ({ estimation }: Json): BoardConfiguration['estimation'] => {
  const field = toJson(toJson(estimation)['field'])
  const fieldId = toWord(field['fieldId'])
  return fieldId === null ? null : { fieldId, name: toWord(field['displayName']) ?? fieldId }
}

/** A board's configuration; null without an id. */
export const readBoardConfiguration = (value: unknown): BoardConfiguration | null => {
  const configuration = toJson(value)
  const board = readBoard(value)
  if (board === null) return null
  const columnConfig = toJson(configuration['columnConfig'])
  return {
    id: board.id,
    name: board.name,
    type: board.type,
    filterId: toWord(toJson(configuration['filter'])['id']),
    subQuery: toText(toJson(configuration['subQuery'])['query']) || null,
    columns: readAll(columnConfig['columns'], readColumn),
    constraint: toConstraint(columnConfig['constraintType']),
    estimation: readEstimation(configuration),
    rankFieldId: toWord(toJson(configuration['ranking'])['rankCustomFieldId']),
  }
}

/** A quick filter: `query` in the model of Data Center's editor, `jql` in Cloud's resource; null without either. */
export const readQuickFilter = (value: unknown): QuickFilter | null => {
  const filter = toJson(value)
  const jql = toText(filter['jql']) ?? toText(filter['query'])
  const id = toWord(filter['id'])
  return id === null || jql === null ? null : { id, name: toWord(filter['name']) ?? id, jql }
}

/** An epic; null without a key. */
export const readEpic = (value: unknown): Epic | null => {
  const epic = toJson(value)
  const [id, key] = [toWord(epic['id']), readKey(value)]
  if (id === null || key === undefined) return null
  const summary = toWord(epic['summary']) ?? ''
  return {
    id,
    key,
    name: toWord(epic['name']) ?? (summary || key),
    summary,
    done: epic['done'] === true,
    colour: toWord(toJson(epic['color'])['key']),
  }
}

/** The entries of a rank's answer (207) that say no; an answer without entries refused none. */
export const readRankRefusals = (value: unknown): readonly RankRefusal[] =>
  readAll(toJson(value)['entries'], (item) => {
    const entry = toJson(item)
    const reasons = readAll(entry['errors'], toWord)
    if (toCount(entry['status']) < 400 && reasons.length === 0) return null
    return { key: toWord(entry['issueKey']) ?? toWord(entry['issueId']) ?? '', reasons }
  })
