import { AppError } from '../../config/app-error.ts'
import { openBrowser } from '../../session/open-browser.ts'
import type { CommandContext, CommandResult } from '../invocation.ts'
import { whichJira } from '../which-site.ts'
import { originOf } from './origin.ts'
import { parseKey } from './parse-key.ts'

/** Tabs that one command opens at most. */
const mostTabs = 10

/** `issue open KEY…`: shows issues in the browser, and prints their addresses. The site is not asked. */
export const runIssueOpen = async (context: CommandContext, typed: readonly string[]): CommandResult => {
  const { environment, output } = context
  const keys = [...new Set(typed.map(parseKey))]
  if (keys.length > mostTabs)
    throw new AppError('usage', `${keys.length} issues are too many tabs`, `Give ${mostTabs} keys at most`)
  const { site, url } = originOf(await whichJira(context))
  const opened: { readonly site: string; readonly key: string; readonly url: string; readonly opened: boolean }[] = []
  for (const key of keys) opened.push({ site, key, url: url(key), opened: await openBrowser(environment, url(key)) })
  if (output.json) {
    output.value(opened)
    return undefined
  }
  for (const one of opened) output.line(one.url)
  if (opened.some((one) => !one.opened)) output.note('No browser could be started: open the address yourself')
  return undefined
}
