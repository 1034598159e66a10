import { EMPTY, type FieldValue, type StoredText, type Worklog } from '@mmd/jira-api/model'
import type { FieldConflict } from './operation-kind.ts'
import { sameValue } from './same-value.ts'
import { worklogTouch } from './worklog-rows.ts'

/** What of a worklog can be changed; absent: it is left as it is. */
export interface WorklogParts {
  readonly seconds?: number
  readonly started?: string | null
  readonly comment?: StoredText | null
}

const names = { seconds: 'Time spent', started: 'Started', comment: 'Work description' } as const

type Part = keyof typeof names

const parts = ['seconds', 'started', 'comment'] as const satisfies readonly Part[]

const valueOf = (of: WorklogParts, part: Part): FieldValue | undefined => {
  if (of[part] === undefined) return undefined
  if (part === 'seconds') return { kind: 'number', number: of.seconds ?? 0 }
  if (part === 'started') return of.started ? { kind: 'time', time: of.started } : EMPTY
  return of.comment ? { kind: 'rich-text', text: of.comment } : EMPTY
}

const partOf = (part: Part, value: FieldValue): WorklogParts => {
  if (part === 'seconds') return { seconds: value.kind === 'number' ? value.number : 0 }
  if (part === 'started') return { started: value.kind === 'time' ? value.time : null }
  return { comment: value.kind === 'rich-text' ? value.text : null }
}

const together = (of: (part: Part) => WorklogParts): WorklogParts => ({
  ...of('seconds'),
  ...of('started'),
  ...of('comment'),
})

/** Names a part of a worklog in a conflict. */
const partId = (id: string, part: Part): string => `${worklogTouch(id)}.${part}`

/** The parts that a conflict gives for one side, by which a person's choice is laid over a worklog. */
export const partsOf = (id: string, conflicts: readonly FieldConflict[], side: 'mine' | 'theirs'): WorklogParts =>
  together((part) => {
    const conflict = conflicts.find((one) => one.id === partId(id, part))
    return conflict === undefined ? {} : partOf(part, conflict[side])
  })

/** Those parts that differ from what they were; all of them where nobody knows. */
export const changedParts = (mine: WorklogParts, base: Worklog | undefined): WorklogParts =>
  together((part) => {
    const [wanted, before] = [valueOf(mine, part), base && valueOf(base, part)]
    const isSame = wanted === undefined || (before !== undefined && sameValue(wanted, before))
    return isSame ? {} : partOf(part, wanted)
  })

/** True when a worklog has all of these parts. */
export const hasParts = (worklog: Worklog, wanted: WorklogParts): boolean =>
  parts.every((part) => {
    const [mine, theirs] = [valueOf(wanted, part), valueOf(worklog, part)]
    return mine === undefined || (theirs !== undefined && sameValue(mine, theirs))
  })

/** Parts that were changed on both sides; `mine` null: the worklog is to go, so that every change is in its way. */
export const partConflicts = (
  base: Worklog | undefined,
  mine: WorklogParts | null,
  theirs: Worklog | undefined,
): readonly FieldConflict[] => {
  if (base === undefined || theirs === undefined) return []
  return parts.flatMap((part) => {
    const [before, wanted, now] = [
      valueOf(base, part),
      mine === null ? EMPTY : valueOf(mine, part),
      valueOf(theirs, part),
    ]
    if (before === undefined || wanted === undefined || now === undefined) return []
    if (sameValue(now, before) || sameValue(now, wanted) || sameValue(wanted, before)) return []
    return [{ id: partId(theirs.id, part), name: names[part], base: before, mine: wanted, theirs: now }]
  })
}
