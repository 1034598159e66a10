import type { Deployment } from '../fetch/messages.ts'

/** Who takes part, each in a process of its own. */
export const sources = {
  site: new URL('../fetch/site-process.ts', import.meta.url),
  plain: new URL('../fetch/plain-process.ts', import.meta.url),
  reader: new URL('./reader-process.ts', import.meta.url),
}

export type Files = Readonly<Record<keyof typeof sources, string>>

export const deployments: readonly Deployment[] = ['datacenter', 'cloud']

export const deploymentName = (deployment: Deployment): string => (deployment === 'cloud' ? 'Cloud' : 'Data Center')

/** Every issue of the site. */
export const view = { id: 'all', title: 'All', jql: 'created >= "2000-01-01" ORDER BY created DESC' }
