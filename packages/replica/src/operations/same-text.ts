import { NO_SCHEMA, type StoredText, writeFieldValue } from '@mmd/jira-api/model'

/** Texts by what they say: markup without its line ends and trailing white space, documents whatever the order of members. */
export const sameText = (one: StoredText, other: StoredText): boolean => {
  if (one.format === other.format) return contentOf(one) === contentOf(other)
  if (one.format === 'plain') return contentOf(inForm(one, other.format)) === contentOf(other)
  return other.format === 'plain' && contentOf(one) === contentOf(inForm(other, one.format))
}

const inForm = (plain: StoredText, format: StoredText['format']): StoredText => {
  const wire = writeFieldValue({ kind: 'rich-text', text: plain }, NO_SCHEMA, { person: 'name', text: format })
  return { format, source: typeof wire === 'string' ? wire : JSON.stringify(wire) }
}

/** What a text says, as one string; empty: nothing. */
export const contentOf = ({ format, source }: StoredText): string =>
  format === 'adf' ? documentContent(source) : withoutTrailing(source)

const withoutTrailing = (source: string): string =>
  source
    .replaceAll('\r\n', '\n')
    .replaceAll('\r', '\n')
    .split('\n')
    .map((line) => line.trimEnd())
    .join('\n')
    .trim()

const documentContent = (source: string): string => {
  try {
    const content = canonical(JSON.parse(source))
    return content === emptyDocument ? '' : content
  } catch {
    // Not a document, or one nested so deep that no stack holds it.
    return source
  }
}

/** Members that say nothing: names that sites give to places, and what is empty. */
const isSilent = (name: string, value: unknown): boolean =>
  name === 'localId' || value === undefined || value === '[]' || value === '{}'

const canonical = (value: unknown, name?: string): string => {
  if (Array.isArray(value)) {
    const items = value.map((item) => canonical(item))
    return `[${(name === 'marks' ? items.sort() : items).join(',')}]`
  }
  if (typeof value !== 'object' || value === null) return JSON.stringify(value)
  const members = Object.entries(value)
    .map(([member, inner]) => [member, canonical(inner, member)] as const)
    .filter(([member, inner]) => !isSilent(member, inner))
    .sort(([a], [b]) => (a < b ? -1 : 1))
  return `{${members.map(([member, inner]) => `${JSON.stringify(member)}:${inner}`).join(',')}}`
}

const emptyDocument = canonical({ type: 'doc', version: 1 })
