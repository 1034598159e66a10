import type { Exchange } from '../exchange.ts'
import type { SandboxProject } from '../world/world.ts'
import { flag } from './input.ts'
import { Refusal } from './refusal.ts'

/** The most that a site remembers. */
const most = 20

/** Remembers that the caller was at a project, if the request says `updateHistory`. */
export const noteVisit = (exchange: Exchange, projectKey: string): void => {
  const { user } = exchange
  if (user === undefined || flag(exchange, 'updateHistory') !== true) return
  const others = (user.recentProjects ?? []).filter((key) => key !== projectKey)
  user.recentProjects = [projectKey, ...others].slice(0, most)
}

/** Some projects, or with `recent` so many of them where the caller was last. */
export const recentOf = ({ user, query }: Exchange, projects: readonly SandboxProject[]): readonly SandboxProject[] => {
  const text = query.get('recent')
  if (text === null) return projects
  if (!/^\d{1,9}$/u.test(text)) throw new Refusal(404, 'HTTP 404 Not Found')
  return (user?.recentProjects ?? [])
    .flatMap((key) => projects.find((project) => project.key === key) ?? [])
    .slice(0, Math.min(most, Number(text)))
}
