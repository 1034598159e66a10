import type { Answer } from '../exchange.ts'
import type { Cloud } from './cloud.ts'

/** The 403 to an account that is switched off or that the site does not let in. */
export const noAccess = ({ switches }: Cloud): Answer =>
  switches.noAccessBody === 'empty'
    ? { status: 403 }
    : { status: 403, json: { errorMessages: ['You do not have access to this site.'], errors: {} } }
