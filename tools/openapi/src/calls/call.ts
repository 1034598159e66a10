import type { SiteClient } from '@mmd/jira-api'
import type { StoredText } from '@mmd/rich-text'
import type { Place } from '../place.ts'

/** Uses one method of the client, with whatever it needs before and leaves behind after. */
export type Call = (place: Place) => Promise<unknown>

/** Calls of some of the client's methods. */
export type Calls<Name extends keyof SiteClient> = Readonly<Record<Name, Call>>

/** An issue of the project that most calls are about; `at` counts from the first. */
export const keyOf = ({ world }: Place, at = 0): string => {
  const open = world.issues.filter(
    ({ projectKey, typeId, number }) => projectKey === 'PAY' && number > 200 && !['10000', '10003'].includes(typeId),
  )
  return open[at]?.key ?? ''
}

/** A text of one paragraph in the form that the site keeps. */
export const textFor = ({ deployment }: Place, text: string): StoredText =>
  deployment === 'datacenter'
    ? { format: 'wiki', source: text }
    : {
        format: 'adf',
        source: JSON.stringify({
          type: 'doc',
          version: 1,
          content: [{ type: 'paragraph', content: [{ type: 'text', text }] }],
        }),
      }
