import type { InboxRules } from '../config/config.ts'
import { stepWords } from '../macros/step-words.ts'
import type { AppState } from '../state/state.ts'

/** What decisions mean in the view that the inbox is over: its own rules before those of all views. */
export const inboxRules = ({
  config: { inbox },
  views,
  activeView,
}: Pick<AppState, 'config' | 'views' | 'activeView'>): InboxRules => {
  const { accept, decline, reasons } = inbox
  const general: InboxRules = { accept, reasons, ...(decline === undefined ? {} : { decline }) }
  const title = views.find(({ id }) => id === activeView)?.title.toLowerCase()
  const own = Object.entries(inbox.views).find(([name]) => name === activeView || name.toLowerCase() === title)
  return { ...general, ...own?.[1] }
}

/** What accepting does, in a few words; empty: nothing besides. */
export const acceptWords = ({ accept }: Pick<InboxRules, 'accept'>): string => accept.map(stepWords).join(', ')
