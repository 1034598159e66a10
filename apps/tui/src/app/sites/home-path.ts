import { isAbsolute, join, resolve } from 'node:path'

/** The absolute path that a person means: quotes and `file://` of a dragged file, and `~`, are understood. */
export const expandHome = (typed: string, home: string | undefined): string => {
  const text = typed
    .trim()
    .replace(/^(["'])(.*)\1$/, '$2')
    .replace(/^file:\/\//, '')
  if (home !== undefined && /^~(?=[/\\]|$)/.test(text)) return join(home, text.slice(1))
  return isAbsolute(text) ? text : resolve(text)
}
