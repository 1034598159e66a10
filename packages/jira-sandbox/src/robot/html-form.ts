/** A form of a page, ready to be sent. */
export interface HtmlForm {
  readonly method: 'GET' | 'POST'
  readonly action: string
  readonly fields: Readonly<Record<string, string>>
}

const named: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }

const unescapeHtml = (text: string): string =>
  text.replace(/&(?:#(\d+)|#x([0-9a-f]+)|(\w+));/giu, (whole, decimal?: string, hex?: string, name?: string) => {
    if (decimal !== undefined) return String.fromCodePoint(Number(decimal))
    if (hex !== undefined) return String.fromCodePoint(Number.parseInt(hex, 16))
    return named[name?.toLowerCase() ?? ''] ?? whole
  })

const attributesOf = (tag: string): Readonly<Record<string, string>> =>
  Object.fromEntries(
    [...tag.matchAll(/([\w-]+)="([^"]*)"/gu)].map(([, name = '', value = '']) => [name, unescapeHtml(value)]),
  )

/** The text of the element with an id, which holds no other elements; undefined when there is none. */
export const textOf = (html: string, id: string): string | undefined => {
  const [, text] = new RegExp(`<\\w+[^>]*\\bid="${id}"[^>]*>([^<]*)<`, 'u').exec(html) ?? []
  return text === undefined ? undefined : unescapeHtml(text)
}

/** The form that holds the button with an id; undefined when the page has none. */
export const findForm = (html: string, buttonId: string): HtmlForm | undefined => {
  const source = html.match(/<form\b[^]*?<\/form>/gu)?.find((form) => form.includes(`id="${buttonId}"`))
  if (source === undefined) return undefined
  const { method = 'get', action = '' } = attributesOf(source.match(/<form\b[^>]*>/u)?.[0] ?? '')
  const inputs = [...source.matchAll(/<input\b[^>]*>/gu)].map(([tag]) => attributesOf(tag))
  return {
    method: method.toLowerCase() === 'post' ? 'POST' : 'GET',
    action,
    fields: Object.fromEntries(inputs.flatMap(({ name, value = '' }) => (name === undefined ? [] : [[name, value]]))),
  }
}
