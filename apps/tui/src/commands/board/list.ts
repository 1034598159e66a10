import type { Board } from '@mmd/jira-api'
import { connect } from '../connect.ts'
import type { CommandContext, CommandResult } from '../invocation.ts'
import { type Column, toTable } from '../output/table.ts'

export interface BoardListOptions {
  readonly project?: string
}

const columns: readonly Column<Board>[] = [
  { title: 'Id', value: ({ id }) => id },
  { title: 'Board', value: ({ name }) => name, style: () => 'bold', flexible: true },
  { title: 'Type', value: ({ type }) => type },
  { title: 'Project', value: ({ projectKey }) => projectKey ?? '' },
]

/** A board in JSON; the keys are part of the contract. */
export const toBoardJson = ({ id, name, type, projectKey }: Board, site: string): object => ({
  site,
  id,
  name,
  type,
  project: projectKey,
})

/** `board list`: the boards of the site, or of one of its projects. */
export const runBoardList = async (context: CommandContext, { project }: BoardListOptions): CommandResult => {
  const { output, signal } = context
  const { client, site } = await connect(context)
  const boards = await client.boards(project === undefined ? {} : { project }, { signal })
  if (output.json) output.value(boards.map((board) => toBoardJson(board, site.name)))
  else if (boards.length === 0) output.note('There is no board that you may see')
  else for (const line of toTable(columns, boards, output)) output.line(line)
  return undefined
}
