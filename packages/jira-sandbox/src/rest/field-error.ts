import { type Refusal, refuseFields } from './refusal.ts'

/** A 400 that names one field. */
export const badField = (field: string, text: string): Refusal => refuseFields({ [field]: text })
