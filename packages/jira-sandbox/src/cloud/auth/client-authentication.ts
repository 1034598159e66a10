import type { Answer, Exchange } from '../../exchange.ts'
import type { CloudClient } from '../clients.ts'
import type { Cloud } from '../cloud.ts'
import { readBasic } from '../credentials.ts'
import { tokenError } from './answers.ts'

type Credentials = readonly [clientId: string, clientSecret: string]

// RFC 6749 section 2.3.1: both parts are form-encoded before they are joined.
const decode = (text: string): string => new URLSearchParams(`v=${text}`).get('v') ?? ''

const fromHeader = ({ headers }: Exchange): Credentials | undefined => {
  const basic = readBasic(headers.authorization ?? '')
  return basic === undefined ? undefined : [decode(basic[0]), decode(basic[1])]
}

/** The client that proves itself by its secret, in the body or by Basic; undefined when it does not. */
export const clientOf = (cloud: Cloud, exchange: Exchange, fields: URLSearchParams): CloudClient | undefined => {
  const [clientId, secret] = fromHeader(exchange) ?? [fields.get('client_id') ?? '', fields.get('client_secret') ?? '']
  const client = cloud.clients.find(clientId)
  return client?.clientSecret === secret ? client : undefined
}

/** The answer to a client that is unknown or does not know its secret: the two cannot be told apart. */
export const wrongSecret = ({ switches }: Cloud): Answer => tokenError(401, switches.wrongSecretError, 'Unauthorized')
