import { Refusal, refuseFields } from '../../rest/refusal.ts'

/** The 404 of an issue that is not there, or that the caller may not see. */
export const noIssue = (): Refusal => new Refusal(404, 'Issue does not exist or you do not have permission to see it.')

/** A 400 that names one field. */
export const badField = (field: string, text: string): Refusal => refuseFields({ [field]: text })
