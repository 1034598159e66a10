import type { CodeBlock, Noformat, Panel } from '../../document/document.ts'

const PANEL_COLOURS: Readonly<Record<string, string>> = {
  info: '#deebff',
  note: '#eae6ff',
  success: '#e3fcef',
  tip: '#e3fcef',
  warning: '#fffae6',
  error: '#ffebe6',
}

/** Macros end at the first tag of their name, wherever it stands. */
const defused = (text: string, name: string): string => text.replaceAll(`{${name}}`, `{ ${name}}`)

/** A value as a tag or a link can hold it. */
export const parameter = (value: string): string => value.replaceAll(/[{}|\n]/g, ' ').trim()

/** Text as it is, in tags that it does not end. */
export const codeOf = ({ text, title, ...block }: CodeBlock | Noformat): string => {
  const name = block.type === 'code' && !text.includes('{code}') ? 'code' : 'noformat'
  const language = block.type === 'code' && name === 'code' ? block.language : undefined
  const parameters = [
    ...(language === undefined ? [] : [parameter(language)]),
    ...(title === undefined ? [] : [`title=${parameter(title)}`]),
  ]
  const tag = parameters.length === 0 ? `{${name}}` : `{${name}:${parameters.join('|')}}`
  return `${tag}\n${defused(text, name)}\n{${name}}`
}

/** The tag that opens a panel. */
export const panelTag = ({ title, kind, colour: own }: Panel): string => {
  const colour = own ?? (kind === undefined ? undefined : PANEL_COLOURS[kind])
  const parameters = [
    ...(title === undefined ? [] : [`title=${parameter(title)}`]),
    ...(colour === undefined ? [] : [`bgColor=${parameter(colour)}`]),
  ]
  return `{panel${parameters.length === 0 ? '' : `:${parameters.join('|')}`}}`
}
