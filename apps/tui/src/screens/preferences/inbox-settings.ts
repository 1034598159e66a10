import type { Config } from '../../config/config.ts'
import { acceptWords } from '../../inbox/rules.ts'
import type { Preference } from './settings.ts'

type Rules = Pick<Config, 'inbox'>

/** What accepting does as one text: the name of a status or transition, empty for nothing. Undefined: it is more than that. */
export const acceptText = ({ inbox }: Rules): string | undefined => {
  const [step, ...more] = inbox.accept
  if (step === undefined) return ''
  if (more.length > 0 || step.kind !== 'transition') return undefined
  const isPlain = step.resolution === undefined && step.comment === undefined && Object.keys(step.fields).length === 0
  return isPlain ? step.to : undefined
}

/** The reasons for declining; undefined: more belongs to some of them than their words. */
export const reasonTexts = ({ inbox }: Rules): readonly string[] | undefined =>
  inbox.reasons.every((one) => Object.keys(one).length === 1) ? inbox.reasons.map(({ reason }) => reason) : undefined

const group = 'Inbox'

/** What the decisions of the inbox mean, and which list it works through. Each opens something. */
export const inboxSettings: readonly Preference[] = [
  {
    id: 'inbox.view',
    group,
    label: 'List',
    help: 'Which list the inbox works through.',
    shown: ({ inbox }) => inbox.view ?? 'the one on screen',
  },
  {
    id: 'inbox.accept',
    group,
    label: 'Accepting',
    help: 'The status that an accepted issue gets. Other actions, and rules for single lists, are in the file.',
    shown: (config) => acceptWords(config.inbox) || 'takes it out of the inbox',
  },
  {
    id: 'inbox.decline',
    group,
    label: 'Declining',
    help: 'The status or transition that a declined issue takes.',
    shown: ({ inbox }) => (inbox.decline === undefined ? 'closes it' : `move to ${inbox.decline}`),
  },
  {
    id: 'inbox.reasons',
    group,
    label: 'Reasons',
    help: 'Why an issue is declined, offered before those that everybody has. What else belongs to one is in the file.',
    shown: ({ inbox }) => inbox.reasons.map(({ reason }) => reason).join('; ') || 'those that everybody has',
  },
]
