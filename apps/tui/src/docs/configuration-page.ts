import type { JsonSchema } from '../config/json-schema.ts'

const cell = (text: string): string => text.replaceAll('|', '\\|')

const code = (value: unknown): string => `\`${typeof value === 'string' ? value : JSON.stringify(value)}\``

/** What may stand there, in words. */
const valueOf = ({ type, enum: values, minimum, maximum }: JsonSchema): string => {
  if (values !== undefined) return values.map(code).join(', ')
  if (type === 'boolean') return '`true`, `false`'
  if (type === 'integer' || type === 'number') return `${minimum} to ${maximum}`
  return type === 'array' ? 'list' : type === 'object' ? 'settings' : 'text'
}

const row = (name: string, schema: JsonSchema, isNeeded: boolean): string => {
  const usual = schema.default === undefined ? (isNeeded ? 'needed' : '') : code(schema.default)
  return `| \`${name}\` | ${cell(schema.description ?? '')} | ${cell(valueOf(schema))} | ${cell(usual)} |`
}

const head = '| setting | what it does | value | by itself |\n|---|---|---|---|'

/** A setting whose parts have a table of their own. */
const section = (name: string, schema: JsonSchema): string => {
  const { properties = {}, required = [] } = schema.items ?? schema
  const rows = Object.entries(properties).map(([part, one]) => row(part, one, required.includes(part)))
  return `## ${name}\n\n${schema.description ?? ''}\n\n${head}\n${rows.join('\n')}\n`
}

const hasParts = (schema: JsonSchema): boolean => (schema.items ?? schema).properties !== undefined

/** The page about the file: a head written by hand, and every setting from its schema. */
export const configurationPage = (intro: string, { properties = {} }: JsonSchema): string => {
  const settings = Object.entries(properties).filter(([name]) => name !== '$schema')
  // The actions and the parts of the screen are many, and have a page or a list of their own.
  const listed = new Set(['keys', 'colours'])
  const alone = settings.filter(([name, schema]) => listed.has(name) || !hasParts(schema))
  const sections = settings.filter(([name, schema]) => !listed.has(name) && hasParts(schema))
  const roles = Object.keys(properties['colours']?.properties ?? {})
  return `${intro.trim()}

## Every setting

${head}
${alone.map(([name, schema]) => row(name, schema, false)).join('\n')}

${sections.map(([name, schema]) => section(name, schema)).join('\n')}
${roles.length === 0 ? '' : `## The parts that have a colour\n\n${roles.map(code).join(', ')}\n`}`
}
