import type { App } from '../app/app.ts'
import type { SectionName } from '../state/issue-screen.ts'
import { type Action, key } from './action.ts'
import { jumpNews, jumpTitle, jumpTo, moveItem, scrollIssue, toggleFold } from './flows/items/cursor.ts'
import { canWalk, walkBy } from './flows/items/walk.ts'
import { editJql } from './flows/jql.ts'

const base = { group: 'Open issue', scope: 'preview' } as const

/** A key for each section: the letter, what it is called, and what is said where there is none. */
const sections: readonly (readonly [letter: string, section: SectionName, words: string, missing: string])[] = [
  ['d', 'description', 'text', 'The issue has no description'],
  ['s', 'subtasks', 'tasks', 'There are no sub-tasks'],
  ['l', 'links', 'links', 'There are no links · L makes one'],
  ['a', 'attachments', 'files', 'There are no attachments'],
  ['c', 'comments', 'comments', 'There are no comments · c writes one'],
  ['w', 'worklog', 'work', 'No work was logged · w logs some'],
  ['h', 'history', 'history', 'The history is not there before the issue is loaded'],
  ['v', 'development', 'dev', 'Development is not there before the issue is loaded'],
  ['t', 'sla', 'time', 'There is no time limit on this issue'],
]

const titles: Readonly<Record<SectionName, string>> = {
  sla: 'Jump to the time limits (SLA)',
  description: 'Jump to the description',
  subtasks: 'Jump to the sub-tasks',
  links: 'Jump to the links',
  attachments: 'Jump to the attachments',
  comments: 'Jump to the comments',
  worklog: 'Jump to the work that was logged',
  history: 'Jump to the history',
  development: 'Jump to branches, pull requests, builds and deployments',
}

/** `J` goes from item to item here. */
const editListJql = (app: App): void => {
  const { views, activeView } = app.store.get()
  editJql(app, views.find(({ id }) => id === activeView)?.jql ?? '')
}

/** Moving about in an open issue. */
export const openIssueActions: readonly Action[] = [
  {
    ...base,
    id: 'item.next',
    title: 'Next comment, link, attachment or other item',
    hint: 'next',
    keys: key('J'),
    palette: false,
    run: (app, count) => moveItem(app, 1, count),
  },
  {
    ...base,
    id: 'item.previous',
    title: 'Previous item',
    keys: key('K'),
    palette: false,
    run: (app, count) => moveItem(app, -1, count),
  },
  {
    ...base,
    id: 'section.next',
    title: 'Next section',
    keys: key('}'),
    palette: false,
    run: (app, count) => jumpTitle(app, 1, count),
  },
  {
    ...base,
    id: 'section.previous',
    title: 'Previous section',
    keys: key('{'),
    palette: false,
    run: (app, count) => jumpTitle(app, -1, count),
  },
  {
    ...base,
    id: 'news.next',
    title: 'Next thing that is new since the last visit',
    keys: key(')'),
    palette: false,
    run: (app, count) => jumpNews(app, 1, count),
  },
  {
    ...base,
    id: 'news.previous',
    title: 'The one before that is new since the last visit',
    keys: key('('),
    palette: false,
    run: (app, count) => jumpNews(app, -1, count),
  },
  {
    ...base,
    id: 'section.top',
    title: 'Top of the issue',
    keys: key('g g'),
    palette: false,
    run: (app) => scrollIssue(app, () => 0),
  },
  ...sections.map(
    ([letter, section, words, missing]): Action => ({
      ...base,
      id: `section.${section}`,
      title: titles[section],
      hint: words,
      keys: key(`g ${letter}`),
      run: (app) => jumpTo(app, section, missing),
    }),
  ),
  {
    ...base,
    id: 'section.query',
    title: 'Edit the JQL of the list behind the issue',
    hint: 'JQL',
    keys: key('g j'),
    palette: false,
    run: editListJql,
  },
  {
    ...base,
    id: 'section.fold',
    title: 'Fold the section, or open it',
    hint: 'fold',
    keys: key('space'),
    run: toggleFold,
  },
  {
    ...base,
    id: 'walk.back',
    title: 'Back to the issue that one came from',
    keys: key('ctrl-o', 'backspace'),
    enabled: canWalk(-1),
    run: (app) => walkBy(app, -1),
  },
  {
    ...base,
    id: 'walk.forward',
    title: 'Forward again on the way through linked issues',
    keys: key('ctrl-n'),
    enabled: canWalk(1),
    run: (app) => walkBy(app, 1),
  },
]
