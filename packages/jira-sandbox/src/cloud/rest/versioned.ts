import type { Answer, Exchange, Route } from '../../exchange.ts'
import { selectFields } from '../../rest/field-selection.ts'
import { isObject, wordList } from '../../rest/input.ts'
import { Refusal } from '../../rest/refusal.ts'
import type { SandboxIssue } from '../../world/world.ts'
import { effortField } from '../team-managed.ts'
import { withDocuments } from '../text/answer-texts.ts'
import { keepTexts, type PlainBody, withMarkup } from '../text/request-texts.ts'
import type { ApiVersion, CloudApi } from './cloud-api.ts'
import { inCloudForm } from './cloud-form.ts'

const parsed = (body: Buffer): unknown => {
  try {
    return body.length === 0 ? undefined : JSON.parse(body.toString())
  } catch {
    return undefined
  }
}

const refused = ({ status, messages, errors }: Refusal): Answer => ({
  status,
  json: { errorMessages: messages, errors },
})

const askedFields = ({ query }: Exchange, body: unknown): readonly string[] => {
  const inBody = isObject(body) && Array.isArray(body.fields) ? body.fields.map(String) : []
  return [...wordList(query.getAll('fields')), ...inBody]
}

// The new key of an issue is in the answer, the key of a known one in the path; a link has two in its body.
const issuesOf = ({ params, world }: Exchange, body: unknown, { json }: Answer): readonly SandboxIssue[] => {
  const made = isObject(json) && typeof json.key === 'string' ? json.key : undefined
  const ends = isObject(body) ? [body.inwardIssue, body.outwardIssue] : []
  const linked = ends.flatMap((end) => (isObject(end) && typeof end.key === 'string' ? [end.key] : []))
  return [params.key ?? made ?? '', ...linked].flatMap((key) => world.findIssue(key) ?? [])
}

const shown = (api: CloudApi, version: ApiVersion, exchange: Exchange, body: unknown, json: unknown): unknown => {
  const asked = askedFields(exchange, body)
  const { world, baseUrl, user } = exchange
  const own = version === 3 && api.switches.selfLinks === 'own-version'
  const shaped = inCloudForm(
    {
      world,
      baseUrl,
      user,
      selfPath: own ? '/rest/api/3/' : '/rest/api/2/',
      showsParent: selectFields(asked, '*all').includes('parent'),
      showsEffort: asked.length === 0 || ['*all', '*navigable', effortField.id].some((id) => asked.includes(id)),
    },
    json,
  )
  return version === 3 ? withDocuments(api.texts, shaped) : shaped
}

/** The body of a request in the words that handlers read; a 400 refusal for a document that will not do. */
export const plainBody = (api: CloudApi, version: ApiVersion, path: string, body: unknown): PlainBody =>
  version === 2 ? { body, texts: [] } : withMarkup(path, body, { switches: api.switches, hasMedia: api.hasMedia })

const read = (api: CloudApi, version: ApiVersion, exchange: Exchange, body: unknown): PlainBody => {
  const { params, method, path, world } = exchange
  // An unknown issue is told before a bad document.
  const isKnown = params.key === undefined || world.findIssue(params.key) !== undefined
  return method === 'GET' || !isKnown ? { body, texts: [] } : plainBody(api, version, path, body)
}

const sentTo = (exchange: Exchange, { texts, body }: PlainBody): Exchange =>
  texts.length === 0 ? exchange : { ...exchange, body: Buffer.from(JSON.stringify(body)) }

/** A route of one version of the API whose answers have the shapes of Cloud. */
export const shaped = (api: CloudApi, version: ApiVersion, route: Route): Route => ({
  ...route,
  handle: async (exchange) => {
    const answer = await route.handle(exchange)
    if (answer.json === undefined) return answer
    return { ...answer, json: shown(api, version, exchange, parsed(exchange.body), answer.json) }
  },
})

/**
 * A route of one version of the API around a handler that knows texts as wiki markup alone: in version 3 documents go in
 * and out, and in both answers have the shapes of Cloud.
 */
export const versioned = (api: CloudApi, version: ApiVersion, route: Route): Route =>
  shaped(api, version, {
    ...route,
    handle: async (exchange) => {
      try {
        const plain = read(api, version, exchange, parsed(exchange.body))
        const answer = await route.handle(sentTo(exchange, plain))
        const { texts } = plain
        if (answer.status < 300 && texts.length > 0) {
          for (const issue of issuesOf(exchange, plain.body, answer)) keepTexts(api.texts, issue, texts)
        }
        return answer
      } catch (error) {
        if (error instanceof Refusal) return refused(error)
        throw error
      }
    },
  })
