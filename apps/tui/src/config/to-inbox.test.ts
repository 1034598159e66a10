import { expect, test } from 'vitest'
import { inboxRules } from '../inbox/rules.ts'
import { defaultConfig } from './config.ts'
import { readConfig } from './read-config.ts'

const read = (text: string) => readConfig(`inbox:\n${text}`, [])

test('accepting is a list of actions, or the name of a status', () => {
  expect(read('  accept: [{ assign: me }, { label: { add: [triaged] } }]').config.inbox.accept).toEqual([
    { kind: 'assign', to: 'me' },
    { kind: 'label', add: ['triaged'], remove: [] },
  ])
  expect(read('  accept: Backlog').config.inbox.accept).toEqual([{ kind: 'transition', to: 'Backlog', fields: {} }])
})

test('with one wrong action nothing is done, and the place of it is told', () => {
  const { config, problems } = read('  accept:\n    - assign: me\n    - paint: red')
  expect(config.inbox.accept).toEqual([])
  expect(problems).toMatchObject([{ line: 4, path: 'inbox.accept[1]' }])
  expect(problems[0]?.what).toContain('there is no action paint')
})

test.each([
  ['an action', '  accept: [{ comment: "{{team}}" }]'],
  ['a text', '  reasons: [{ reason: Dull, comment: "{{team}}" }]'],
])('a variable that nobody could be asked for is told in %s', (_what, text) => {
  expect(read(text).problems).toMatchObject([{ what: '{{team}} is nothing that the inbox knows' }])
})

test('reasons are words, or words with a text, a resolution and a way', () => {
  const text = '  reasons: [Dull, { reason: Late, comment: "Sorry, {{reporter}}", resolution: Declined, to: Closed }]'
  expect(read(text).config.inbox.reasons).toEqual([
    { reason: 'Dull' },
    { reason: 'Late', comment: 'Sorry, {{reporter}}', resolution: 'Declined', to: 'Closed' },
  ])
})

test('rules of a view, by its title, come before those of all', () => {
  const { config } = read('  decline: Closed\n  accept: Backlog\n  views: { support l2: { accept: Selected } }')
  const views = [
    { id: 'support', title: 'Support L2', jql: '' },
    { id: 'mine', title: 'Mine', jql: '' },
  ]
  const rules = (activeView: string) => inboxRules({ config, views, activeView })
  expect(rules('support')).toMatchObject({ accept: [{ to: 'Selected' }], decline: 'Closed' })
  expect(rules('mine')).toMatchObject({ accept: [{ to: 'Backlog' }], decline: 'Closed' })
  expect(inboxRules({ config: defaultConfig, views, activeView: 'mine' })).toEqual({ accept: [], reasons: [] })
})
