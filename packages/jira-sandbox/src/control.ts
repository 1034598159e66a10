import type { Administration } from './administer.ts'
import { SandboxError } from './errors.ts'
import type { Answer } from './exchange.ts'
import { faultOf } from './fault-wish.ts'
import type { FaultSource } from './faults.ts'
import type { JournalWriter } from './journal.ts'
import type { ConsumerRegistration } from './oauth1/consumers.ts'
import type { ClientRegistration } from './oauth2/clients.ts'
import type { ServiceAccountRegistration } from './oauth2/service-accounts.ts'
import type { Incoming } from './server/receive.ts'
import { parseJson } from './sign-in/rest-answers.ts'
import type { Site } from './site.ts'

/** What the control face may touch. */
export interface ControlParts {
  readonly journal: JournalWriter
  readonly faults: FaultSource
  readonly site: Pick<Site, 'clients' | 'grants' | 'serviceAccounts' | 'oauth1Tokens'>
  readonly administration: Administration
}

const loopbackHost = /^(?:localhost|127\.0\.0\.1|\[::1\])(?::\d+)?$/iu

/** A form that was sent, with the members that it must have as text. */
const form = <Form>(body: object, ...members: readonly (keyof Form & string)[]): Form => {
  const lacking = members.find((member) => typeof (body as Record<string, unknown>)[member] !== 'string')
  if (lacking !== undefined) throw new SandboxError('registration-refused', `"${lacking}" is needed, as text`)
  return body as Form
}

/** What an administrator's act made, or the code and the field of what was refused. */
const made = (status: number, act: () => unknown): Answer => {
  try {
    return { status, json: act() ?? {} }
  } catch (error) {
    if (!(error instanceof SandboxError)) throw error
    const { code, field, message } = error
    return { status: code === 'unknown-client' ? 404 : 400, json: { code, field, message } }
  }
}

const endTokens = ({ site: { grants, serviceAccounts, oauth1Tokens } }: ControlParts, wish: object): Answer => {
  serviceAccounts.endTokens()
  const expire = (wish as { action?: unknown }).action === 'expire'
  for (const book of [grants, oauth1Tokens]) {
    if (expire) book.expireAccessTokens()
    else book.revoke(() => true)
  }
  return { status: 204 }
}

const answerTo = (parts: ControlParts, request: string, body: object): Answer => {
  const { journal, faults, site, administration } = parts
  switch (request) {
    case 'GET journal':
      return { status: 200, json: { entries: journal.entries } }
    case 'POST journal':
    case 'DELETE journal':
      journal.clear()
      return { status: 204 }
    case 'GET faults':
      return {
        status: 200,
        json: { active: faults.active.map((fault) => ({ ...fault, match: String(fault.match.path) })) },
      }
    case 'POST faults':
      faults.add(faultOf(body))
      return { status: 201, json: { active: faults.active.length } }
    case 'DELETE faults':
      faults.clear()
      return { status: 204 }
    case 'GET clients':
      return { status: 200, json: site.clients.all().map(({ clientSecret: _secret, ...shown }) => shown) }
    case 'POST clients':
      return made(201, () =>
        administration.registerClient(form<ClientRegistration>(body, 'name', 'redirectUri', 'scope')),
      )
    case 'POST secrets':
      return made(200, () => administration.resetSecret(form<{ clientId: string }>(body, 'clientId').clientId))
    case 'POST service-accounts':
      return made(201, () =>
        administration.registerServiceAccount(form<ServiceAccountRegistration>(body, 'name', 'scope')),
      )
    case 'POST consumers':
      return made(201, () =>
        administration.registerConsumer(form<ConsumerRegistration>(body, 'key', 'name', 'publicKey')),
      )
    case 'POST tokens':
      return endTokens(parts, body)
    default:
      return { status: 404, json: { message: 'There is no such control.' } }
  }
}

/**
 * The sandbox's own remote control under `/__sandbox/`: journal, faults, clients, tokens. It refuses whatever a web page
 * could send, by `Origin` and by a host name that is not this machine's.
 */
export const createControl =
  (parts: ControlParts): ((incoming: Incoming) => Answer | undefined) =>
  ({ method, rawPath, headers, body }) => {
    if (!rawPath.startsWith('/__sandbox/')) return undefined
    if (headers.origin !== undefined || !loopbackHost.test(headers.host ?? '')) {
      return { status: 403, json: { message: 'Only programs of this machine may do this.' } }
    }
    try {
      return answerTo(parts, `${method} ${rawPath.slice('/__sandbox/'.length)}`, parseJson(body) ?? {})
    } catch (error) {
      return { status: 400, json: { message: error instanceof Error ? error.message : 'Bad request' } }
    }
  }
