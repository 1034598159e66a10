import type { Site } from '@mmd/auth'

const isLoopback = (hostname: string): boolean => /^(?:localhost|127\.\d+\.\d+\.\d+|\[::1\])$/.test(hostname)

/** How the browser's way back to this address goes; empty for what is no address yet. */
export const redirectAdvice = (text: string, deployment: Site['deployment']): string => {
  if (!URL.canParse(text)) return ''
  const { protocol, hostname, port } = new URL(text)
  if (protocol !== 'http:' && protocol !== 'https:') return ''
  const window = 'a browser window of our own is watched instead, and nothing has to listen'
  if (protocol === 'https:' || !isLoopback(hostname)) return `Nothing on this machine can listen there: ${window}.`
  if (port === '') return `Without a port this is port 80, which most systems keep to themselves: then ${window}.`
  if (deployment === 'datacenter' && hostname !== 'localhost') {
    return 'Jira Data Center takes http for the word localhost only.'
  }
  return `The browser comes back to port ${port} of this machine.`
}

/** What is wrong with a redirect URL; empty for nothing. It is kept letter by letter: nothing is tidied up. */
export const checkRedirect = (text: string): string => {
  const url = URL.canParse(text) ? new URL(text) : undefined
  const isHttp = url?.protocol === 'http:' || url?.protocol === 'https:'
  return isHttp && !text.includes('#') ? '' : 'This is not an http address without a #'
}
