import type { LinkType } from '@mmd/jira-api/model'
import { fillIn, keepTyped } from '../../../screens/forms/change-form.ts'
import { linkTypes } from '../catalogues.ts'
import { directionsOf, wordsOf } from '../link.ts'
import { pick } from '../pick.ts'
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
export const chooseLink = ({ app, session, subject, entry, modal }: FieldEdit): void => {
  const found = new Map<string, { readonly type: LinkType; readonly outward: boolean }>()
  pick(app, {
    title: entry.meta.name,
    placeholder: 'what it does to the other issue',
    items: async () =>
      directionsOf(await linkTypes(session)).map((direction) => {
        const id = `${direction.type.id}/${direction.outward}`
        found.set(id, direction)
        return { id, label: wordsOf(direction), detail: direction.type.name }
      }),
    onPick: ([id = '']) => {
      const direction = found.get(id)
      if (direction === undefined) return
      const words = wordsOf(direction)
      pickIssue(app, session, {
        title: `${subject.issue ?? 'The new issue'} ${words}…`,
        not: subject.issue,
        onPick: ({ key, summary }) => {
          const otherSummary = summary === '' ? {} : { otherSummary: summary }
          const link = { kind: 'link', words, ...direction, other: key, ...otherSummary } as const
          keepTyped(app, modal, entry.meta.id, { parts: [...(entry.parts ?? []), link] })
        },
      })
    },
  })
}
