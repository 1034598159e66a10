import { type AdfMark, type AdfNode, attribute } from './node.ts'

const delimiters: Readonly<Record<string, string>> = { strong: '*', em: '_', strike: '-', underline: '+' }

const marked = (text: string, mark: AdfMark): string => {
  const sign = delimiters[mark.type]
  if (sign !== undefined) return `${sign}${text}${sign}`
  switch (mark.type) {
    case 'code':
      return `{{${text}}}`
    case 'link':
      return attribute(mark, 'href') === text ? `[${text}]` : `[${text}|${attribute(mark, 'href')}]`
    case 'subsup':
      return attribute(mark, 'type') === 'sub' ? `~${text}~` : `^${text}^`
    case 'textColor':
      return `{color:${attribute(mark, 'color')}}${text}{color}`
    default:
      return text
  }
}

const dayOf = (timestamp: string): string => {
  const date = new Date(Number(timestamp))
  return Number.isNaN(date.getTime()) ? timestamp : date.toISOString().slice(0, 10)
}

const inlineToWiki = (node: AdfNode): string => {
  switch (node.type) {
    case 'text':
      // Links stand outermost in wiki markup.
      return [...(node.marks ?? [])]
        .sort((a, b) => Number(a.type === 'link') - Number(b.type === 'link'))
        .reduce(marked, node.text ?? '')
    case 'hardBreak':
      return '\n'
    case 'mention':
      return `[~accountid:${attribute(node, 'id')}]`
    case 'emoji':
      return attribute(node, 'text') || attribute(node, 'shortName')
    case 'date':
      return dayOf(attribute(node, 'timestamp'))
    case 'status':
      return `*[ ${attribute(node, 'text')} ]*`
    case 'inlineCard':
      return `[${attribute(node, 'url')}|${attribute(node, 'url')}|smart-link]`
    case 'mediaInline':
      return `[^${attribute(node, 'alt') || attribute(node, 'id')}]`
    case 'placeholder':
    case 'inlineExtension':
      return attribute(node, 'text')
    default:
      return ''
  }
}

const line = (nodes: readonly AdfNode[] | undefined): string => (nodes ?? []).map(inlineToWiki).join('')

const panelColours: Readonly<Record<string, string>> = {
  info: '#deebff',
  note: '#eae6ff',
  success: '#e3fcef',
  warning: '#fffae6',
  error: '#ffebe6',
}

const itemToWiki = ({ content = [] }: AdfNode, bullet: string): string => {
  const parts: string[] = []
  let text = ''
  for (const child of content) {
    if (child.type === 'bulletList' || child.type === 'orderedList' || child.type === 'taskList') {
      parts.push(listToWiki(child, bullet))
    } else text = text === '' ? blockToWiki(child) : `${text}\n${blockToWiki(child)}`
  }
  return [`${bullet} ${text}`, ...parts].join('\n')
}

const listToWiki = (list: AdfNode, outer: string): string => {
  const bullet = `${outer}${list.type === 'orderedList' ? '#' : '*'}`
  return (list.content ?? [])
    .map((item) => {
      if (item.type === 'taskList') return listToWiki(item, bullet)
      return item.type === 'listItem' || item.type === 'blockTaskItem'
        ? itemToWiki(item, bullet)
        : `${bullet} ${line(item.content)}`
    })
    .join('\n')
}

const rowToWiki = ({ content = [] }: AdfNode): string => {
  const cells = content.map((cell) => {
    const sign = cell.type === 'tableHeader' ? '||' : '|'
    return `${sign}${blocks(cell.content).replaceAll('\n\n', '\n') || ' '}`
  })
  return `${cells.join('')}${content.at(-1)?.type === 'tableHeader' ? '||' : '|'}`
}

const mediaToWiki = (node: AdfNode): string => {
  const [media] = node.content ?? []
  if (media === undefined) return ''
  const name = attribute(media, 'alt') || attribute(media, 'id')
  return `!${attribute(media, 'url') || name}!`
}

const blockToWiki = (node: AdfNode): string => {
  const { content } = node
  switch (node.type) {
    case 'paragraph':
    case 'caption':
      return line(content)
    case 'heading':
      return `h${Number(node.attrs?.level ?? 1)}. ${line(content)}`
    case 'bulletList':
    case 'orderedList':
    case 'taskList':
    case 'decisionList':
      return listToWiki(node, '')
    case 'blockquote':
      return `{quote}\n${blocks(content)}\n{quote}`
    case 'codeBlock': {
      const language = attribute(node, 'language')
      const text = (content ?? []).map((child) => child.text ?? '').join('')
      return `{code${language === '' ? '' : `:${language}`}}\n${text}\n{code}`
    }
    case 'panel': {
      const colour = attribute(node, 'panelColor') || panelColours[attribute(node, 'panelType')] || '#deebff'
      return `{panel:bgColor=${colour}}\n${blocks(content)}\n{panel}`
    }
    case 'rule':
      return '----'
    case 'table':
      return (content ?? []).map(rowToWiki).join('\n')
    case 'expand':
    case 'nestedExpand':
      return [`*${attribute(node, 'title')}*`, blocks(content)].join('\n\n')
    case 'mediaSingle':
      return mediaToWiki(node)
    case 'mediaGroup':
      return (content ?? []).map((media) => `!${attribute(media, 'alt') || attribute(media, 'id')}!`).join('\n')
    case 'blockCard':
    case 'embedCard':
      return `[${attribute(node, 'url')}|${attribute(node, 'url')}|smart-card]`
    case 'extension':
      return attribute(node, 'text')
    default:
      return blocks(content)
  }
}

const blocks = (nodes: readonly AdfNode[] | undefined): string =>
  (nodes ?? [])
    .map(blockToWiki)
    .filter((text) => text !== '')
    .join('\n\n')

/** A document as wiki markup. What wiki markup has no words for is lost, as in Jira. */
export const toWiki = (document: AdfNode): string => blocks(document.content)

/** The kind of panel whose colour a `{panel}` macro has; a panel of another colour is one for information. */
export const panelTypeOf = (colour: string): string =>
  Object.entries(panelColours).find(([, known]) => known === colour.toLowerCase())?.[0] ?? 'info'
