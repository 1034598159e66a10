import type { SignInMethod } from '@mmd/auth'
import type { Guide, GuideFacts } from '../guide.ts'
import { clientCredentialsGuide } from './client-credentials.ts'
import { oauth1Guide } from './oauth1.ts'
import { oauth2Guide } from './oauth2.ts'
import { oauth2CloudGuide } from './oauth2-cloud.ts'
import { apiTokenGuide, basicGuide, patGuide } from './tokens.ts'

const guides: Readonly<Record<SignInMethod, (facts: GuideFacts) => Guide>> = {
  oauth2: oauth2Guide,
  'oauth2-cloud': oauth2CloudGuide,
  oauth1: oauth1Guide,
  pat: patGuide,
  'api-token': apiTokenGuide,
  basic: basicGuide,
  'client-credentials': clientCredentialsGuide,
}

/** The guide of a method, filled in. */
export const guideFor = (facts: GuideFacts): Guide => guides[facts.method](facts)
