import type { Issue } from '@mmd/jira-api/model'
import type { MacroSite } from './macro-site.ts'

/** The values of the variables that an issue has by itself. */
export const issueValues = (
  site: Pick<MacroSite, 'me'>,
  issue: Issue,
  today: string,
): Readonly<Record<string, string>> => ({
  me: site.me?.name ?? '',
  key: issue.key,
  summary: issue.summary,
  project: issue.project.key,
  reporter: issue.reporter?.name ?? '',
  today,
})

const escaped = (text: string): string => text.replaceAll(/[\\`*_[\]<>#|~!@]/g, '\\$&')

/** Texts as they are, where Markdown is written: what an issue and its reporter are called is theirs to say, and means no markup. */
export const escapedValues = (texts: Readonly<Record<string, string>>): Readonly<Record<string, string>> =>
  Object.fromEntries(['summary', 'reporter'].map((name) => [name, escaped(texts[name] ?? '')]))
