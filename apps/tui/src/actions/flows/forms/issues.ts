import { fillIn, keepTyped } from '../../../screens/forms/change-form.ts'
import { pickLink, wordsOf } from '../link.ts'
import { pickIssue } from '../pick-issue.ts'
import type { FieldEdit } from './subject.ts'

/** The parent or epic, by its key or words of its title. */
export const chooseIssue = ({ app, session, subject, entry, modal }: FieldEdit): void =>
  pickIssue(app, session, {
    title: entry.meta.name,
    not: subject.issue,
    onPick: ({ key, summary }) =>
      fillIn(app, modal, entry.meta.id, {
        value: { kind: 'issue', key, summary: summary === '' ? null : summary },
      }),
  })

/** Adds a link: what it does, and to which issue. */
export const chooseLink = ({ app, session, subject, entry, modal }: FieldEdit): void =>
  pickLink(app, session, {
    title: entry.meta.name,
    subject: subject.issue ?? 'The new issue',
    not: subject.issue,
    onPick: (direction, { key, summary }) => {
      const otherSummary = summary === '' ? {} : { otherSummary: summary }
      const link = { kind: 'link', words: wordsOf(direction), ...direction, other: key, ...otherSummary } as const
      keepTyped(app, modal, entry.meta.id, { parts: [...(entry.parts ?? []), link] })
    },
  })
