import type { IssueDetail } from '@mmd/jira-api'
import { type IssueInput, isNews } from '../issue-input.ts'
import { fileItem } from '../item.ts'
import { newsPiece, row, since } from '../row.ts'
import type { Section } from '../section.ts'
import { sizeWords } from '../size-words.ts'

export const attachmentSection = ({ attachments }: IssueDetail, input: IssueInput): Section | null =>
  attachments.length === 0
    ? null
    : {
        name: 'attachments',
        count: attachments.length,
        rows: attachments.map((file) => {
          const isNew = isNews(input, file.created, file.author)
          const by = file.author === null ? '' : ` · ${file.author.name}`
          return row(
            [
              ['info', file.filename],
              ['dim', `  ${sizeWords(file.size)}${by} · ${since(file.created, input.now)}`],
              newsPiece(isNew),
            ],
            input,
            { item: fileItem(file), isNews: isNew },
          )
        }),
      }
