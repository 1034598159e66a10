import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { expect, onTestFinished, test } from 'vitest'
import { defaultConfig } from '../../config/config.ts'
import { findView } from '../views.ts'
import { allViews, givenViews } from './all-views.ts'
import { keepBook } from './keep-book.ts'
import { orderedBy } from './order-jql.ts'
import { readViews } from './read-folder-views.ts'
import { specOf } from './spec-of.ts'
import { chosenOf } from './to-list-view.ts'
import { emptyBook, readBook, type ViewBook } from './view-book.ts'

const book: ViewBook = {
  ...emptyBook,
  own: [{ id: 'own:late', title: 'Late ones', jql: 'due < now() ORDER BY due' }],
  order: ['open', 'untriaged'],
  hidden: ['reported'],
  looks: {
    'own:late': {
      columns: [{ field: 'key' }, { field: 'Story Points' }],
      sort: { field: 'updated', descending: true, by: 'site' },
    },
  },
}
const config = [{ id: 'team', title: 'Team', jql: 'project = PAY', sort: '-priority', group: 'status' }]
const sources = { book, config, folder: [] }

test('views stand by where they come from, in the order somebody gave them, without the hidden ones', () => {
  const filter = { id: '7', name: 'Support', jql: 'project = SUP', owner: null, description: null, favourite: true }
  expect(allViews(sources, [filter]).map(({ id }) => id)).toEqual([
    'open',
    'untriaged',
    'mine',
    'recent',
    'visited',
    'own:late',
    'config:team',
    'filter:7',
  ])
})

test('a view has the order that somebody chose in its query, and asks for the fields of its columns', () => {
  const given = givenViews(sources)
  const late = findView('late ones', [], given)
  expect(late).toMatchObject({ jql: 'due < now() ORDER BY updated DESC, due', unsorted: 'due < now() ORDER BY due' })
  expect(late && specOf(late, defaultConfig).fields).toEqual(['Story Points'])
  expect(findView('team', [], given)?.jql).toBe('project = PAY ORDER BY priority DESC')
  expect(findView('late', [], given)?.id).toBe('own:late')
})

test('what somebody took away from a view of a file stays away, and what the file says new of the rest holds', () => {
  const own = findView('team', [], givenViews(sources))
  if (own === undefined) throw new Error('the view is not there')
  const chosen = chosenOf({ columns: [{ field: 'key' }] }, own)
  expect(chosen).toEqual({ columns: [{ field: 'key' }], sort: null, group: null })
  expect(chosenOf(own, own)).toEqual({})
  const looks = { 'config:team': chosen }
  const [, ...rest] = config
  const changed = [{ id: 'team', title: 'Team', jql: 'project = OPS', sort: 'due', group: 'type' }, ...rest]
  const views = givenViews({ ...sources, config: changed, book: { ...book, looks } })
  expect(findView('team', [], views)).toEqual({
    id: 'config:team',
    title: 'Team',
    origin: 'config',
    jql: 'project = OPS',
    columns: [{ field: 'key' }],
  })
})

test('what is kept of views is read as it was written, and what is no book is an empty one', async () => {
  const config = mkdtempSync(join(tmpdir(), 'book-'))
  onTestFinished(() => rmSync(config, { recursive: true, force: true }))
  expect(readBook({ config })).toEqual(emptyBook)
  const looks = { ...book.looks, 'config:team': { columns: null, sort: null, group: null } }
  await keepBook({ config }, { ...book, looks })
  expect(readBook({ config })).toEqual({ ...book, looks })
})

test('a query is ordered by a field, and by what it was ordered by after that', () => {
  expect(orderedBy('a = 1 ORDER BY key ASC, due', 'Due date', true)).toBe('a = 1 ORDER BY due DESC, key ASC')
  expect(orderedBy('', 'customfield_10107', false)).toBe('ORDER BY cf[10107] ASC')
  expect(orderedBy('text ~ "order by x"', 'Story "Points"', false)).toBe(
    String.raw`text ~ "order by x" ORDER BY "Story \"Points\"" ASC`,
  )
})

test('a file of a folder gives its views, and each mistake its line and column', () => {
  const { views, problems } = readViews(
    ['views:', '  - title: Bugs', '    jql: type = Bug', '    colums: [key]', '  - title: No query', '  - 3'].join(
      '\n',
    ),
  )
  expect(views).toEqual([{ id: 'bugs', title: 'Bugs', jql: 'type = Bug' }])
  expect(problems).toEqual([
    '4:13: “colums” means nothing here: a view has id, title, jql, sites, columns, group, sort',
    '5:5: a view needs a jql',
    '6:5: a view has a title and a jql',
  ])
})

test('a text of a file never breaks the screen, whatever is in it', () => {
  expect(readViews('- {title: "a\\u001b[31mb", jql: x}').views[0]?.title).not.toContain('\u001B')
  expect(readViews(`a: &a [x]\n${'['.repeat(3000)}`).views).toEqual([])
  fc.assert(fc.property(fc.string(), (text) => Array.isArray(readViews(text).views)))
})
