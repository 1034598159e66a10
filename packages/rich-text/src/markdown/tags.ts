import type { Marked } from '../document/document.ts'

/** What Markdown has no signs for stands in tags of HTML, which Markdown lets through. */
export interface Tag {
  readonly open: string
  readonly close: string
}

const byMark: Readonly<Record<string, string>> = { inserted: 'ins', sup: 'sup', sub: 'sub', cite: 'cite' }

const isColour = (text: string): boolean => /^(?:#[0-9a-f]{3,8}|[a-z]{3,20})$/.test(text)

/** The tags around a text with these marks, outermost first; undefined where a colour is none that can be written. */
export const tagsFor = ({ marks = [], colour, background }: Marked): readonly Tag[] | undefined => {
  if ((colour !== undefined && !isColour(colour)) || (background !== undefined && !isColour(background)))
    return undefined
  return [
    ...(colour === undefined ? [] : [{ open: `<font color="${colour}">`, close: '</font>' }]),
    ...(background === undefined ? [] : [{ open: `<mark color="${background}">`, close: '</mark>' }]),
    ...marks.flatMap((mark) => {
      const name = byMark[mark]
      return name === undefined ? [] : [{ open: `<${name}>`, close: `</${name}>` }]
    }),
  ]
}

const marksByName: Readonly<Record<string, NonNullable<Marked['marks']>[number]>> = {
  ins: 'inserted',
  u: 'inserted',
  sup: 'sup',
  sub: 'sub',
  cite: 'cite',
}

/** What a tag of ours in a Markdown text says; undefined for other HTML. */
export const readTag = (
  html: string,
): { readonly name: string; readonly closes: boolean; readonly marked: Marked } | undefined => {
  const match = /^<(\/?)(ins|u|sup|sub|cite|font|mark)(?:\s+color="([^"]{1,30})")?>$/i.exec(html)
  if (match === null) return undefined
  const name = (match[2] ?? '').toLowerCase()
  const colour = match[3]?.toLowerCase()
  const closes = match[1] === '/'
  const mark = marksByName[name]
  if (mark !== undefined) return { name, closes, marked: { marks: [mark] } }
  if (closes) return { name, closes, marked: {} }
  if (colour === undefined || !isColour(colour)) return undefined
  return { name, closes, marked: name === 'font' ? { colour } : { background: colour } }
}
