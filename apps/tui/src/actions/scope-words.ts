import type { Scope } from './action.ts'

/** Where keys of each scope are heard, as people call it. */
export const scopeWords: Readonly<Record<Scope, string>> = {
  app: 'everywhere',
  triage: 'triage screen',
  list: 'list',
  board: 'board',
  views: 'views',
  preview: 'open issue',
  link: 'link, sub-task or parent',
  file: 'attachment',
  comment: 'comment',
  worklog: 'work logged',
  section: 'folded section',
  inbox: 'inbox',
  duplicates: 'inbox, while the original is chosen',
  welcome: 'welcome screen',
  sites: 'list of sites',
}
