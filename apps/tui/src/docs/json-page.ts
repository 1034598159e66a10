import { answers, shapes, type ValueType } from '../commands/published/shapes.ts'

const cell = (text: string): string => text.replaceAll('|', '\\|')

const words = (type: ValueType): string => `\`${cell(type.replaceAll('|', ' | '))}\``

/** The page of everything that `--json` prints, from the list that the tests hold. */
export const jsonPage = (): string => {
  const commands = answers.map(([command, answer]) => `| ${command} | ${words(answer)} |`)
  const tables = Object.entries(shapes).map(([name, shape]) => {
    const rows = Object.entries(shape).map(
      ([key, type]) =>
        `| \`${key.replace('?', '')}\`${key.endsWith('?') ? ', where there is one' : ''} | ${words(type)} |`,
    )
    return `## ${name}\n\n| key | value |\n|---|---|\n${rows.join('\n')}\n`
  })
  return `# JSON

<!-- Generated from the list of published keys: npm run docs -->

What \`--json\` prints, key by key. What the words mean stands in [In scripts](scripting.md). A key that stands here does not go away
and does not change its type; others may be added. \`time\` is ISO 8601 in UTC, \`date\` a day, \`text\` a text as the site keeps it (wiki
markup, or on Cloud the document), \`any\` depends on the field. With \`--columns\` or \`--fields\` an issue has those keys alone.

| command | answer |
|---|---|
${commands.join('\n')}

${tables.join('\n')}`
}
