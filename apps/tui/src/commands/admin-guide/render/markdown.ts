import type { Block, Guide } from '../guide.ts'

/** A value in a table cell. */
const cell = (value: string): string =>
  value
    .split('\n')
    .map((line) => `\`${line.replaceAll('|', '\\|')}\``)
    .join('<br>')

const blockText = (block: Block): string => {
  switch (block.kind) {
    case 'text':
      return block.text
    case 'steps':
      return block.steps.map((step, at) => `${at + 1}. ${step}`).join('\n')
    case 'points':
      return block.points.map((point) => `- ${point}`).join('\n')
    case 'values':
      return [
        '| field | value |',
        '|---|---|',
        ...block.values.map(({ label, value }) => `| ${label} | ${cell(value)} |`),
      ].join('\n')
    case 'code':
      return ['```', ...block.lines, '```'].join('\n')
  }
}

/** The guide as Markdown. */
export const toMarkdown = ({ title, intro, sections }: Guide): string =>
  [`# ${title}`, intro, ...sections.flatMap(({ heading, blocks }) => [`## ${heading}`, ...blocks.map(blockText)])].join(
    '\n\n',
  )
