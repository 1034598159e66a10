/** True for an absolute http or https URL, the only thing that a browser can be sent to. */
export const isWebAddress = (text: string): boolean =>
  URL.canParse(text) && ['http:', 'https:'].includes(new URL(text).protocol)
