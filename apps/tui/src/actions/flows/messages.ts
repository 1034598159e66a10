import type { App } from '../../app/app.ts'
import type { Said } from '../../app/toasts.ts'
import type { MessageLine } from '../../state/modal.ts'

const signs: Readonly<Record<Said['tone'], string>> = { info: '', good: '', warn: '! ', bad: '! ' }

const twoDigits = (value: number): string => String(value).padStart(2, '0')

/** The time of day here, as a clock shows it. */
const clockTime = (at: number): string => {
  const date = new Date(at)
  return `${twoDigits(date.getHours())}:${twoDigits(date.getMinutes())}:${twoDigits(date.getSeconds())}`
}

/** Shows what was told in the last line, the newest first: nothing that was said is lost. */
export const showMessages = (app: App): void => {
  const lines = app.said().map(({ tone, text, at }): MessageLine => [clockTime(at), `${signs[tone]}${text}`])
  app.open({ kind: 'message', title: 'What was said', tone: 'info', lines, top: 0 })
}
