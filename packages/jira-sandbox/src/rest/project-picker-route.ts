import type { Answer, Exchange, Route } from '../exchange.ts'
import { visibleProjects } from '../world/permissions.ts'
import { emphasised } from './emphasis.ts'
import { wholeNumber } from './input.ts'
import { get, ok } from './refusal.ts'
import { avatarUrls } from './view.ts'

const most = 100

const pick = (exchange: Exchange): Answer => {
  const query = (exchange.query.get('query') ?? '').trim()
  const text = query.toLowerCase()
  const found = visibleProjects(exchange.world, exchange.user).filter(
    ({ key, name }) => key.toLowerCase().startsWith(text) || name.toLowerCase().includes(text),
  )
  const shown = found.slice(0, Math.min(most, Math.max(0, wholeNumber(exchange, 'maxResults', most))))
  return ok({
    header: `Showing ${shown.length} of ${found.length} matching projects`,
    total: found.length,
    projects: shown.map(({ id, key, name }) => ({
      id,
      key,
      name,
      html: `${emphasised(name, query, 'strong')} (${emphasised(key, query, 'strong')})`,
      avatar: avatarUrls(exchange, 'secure/projectavatar', 'avatarId=10324')['16x16'],
    })),
  })
}

/** Projects by the start of a key or a part of a name; what was found stands in HTML marks. */
export const projectPickerRoute: Route = get('/projects/picker', pick)
