import type { IssueKey } from '@mmd/jira-api'
import { expect, test } from 'vitest'
import type { World } from '../../../app/testing.ts'
import { specOf } from '../../../session/views/spec-of.ts'
import { shownKeys } from '../../../state/selectors.ts'
import { openInboxWorld } from '../inbox/testing.ts'
import { ready } from '../testing.ts'

const [own, foreign, planned] = ['37', '42', '38'] as const

const openBoard = async (world: World): Promise<void> => {
  world.press('esc', 'B')
  await ready(world)
  world.press('Payments sprint', 'enter')
  await world.until(({ boards, activeView }) => boards[activeView]?.setup !== undefined)
}

/** The rows of the view on screen, once the site was asked. */
const rows = async (world: World): Promise<readonly IssueKey[]> => {
  const { views, activeView, config } = world.state()
  const view = views.find(({ id }) => id === activeView)
  const { replica } = world.session()
  if (view !== undefined) await replica.openView(specOf(view, config))
  return replica.view(activeView)?.keys ?? []
}

test.each(['datacenter', 'cloud'] as const)(
  '%s: a board has the issues of its own sprints, its backlog those in none that is open elsewhere, offline too',
  async (deployment) => {
    const { world, mine, restart, setOnline } = await openInboxWorld(deployment)
    const { issues } = await mine.search({
      jql: 'project = PAY AND statusCategory = "To Do" AND issuetype in (Bug, Task, Story) AND sprint is EMPTY ORDER BY key ASC',
      maxResults: 4,
    })
    const [here, there, later, free] = issues.map(({ key }) => key)
    if (here === undefined || there === undefined || later === undefined || free === undefined)
      throw new Error('the site has too few issues')
    await mine.moveToSprint(own, [here])
    await mine.moveToSprint(foreign, [there])
    await mine.moveToSprint(planned, [later])

    await openBoard(world)
    const board = await rows(world)
    expect(board).toContain(here)
    for (const key of [there, later, free]) expect(board).not.toContain(key)

    world.press(']')
    await world.until(({ activeView }) => activeView.endsWith('-backlog'))
    const backlog = await rows(world)
    for (const key of [later, free]) expect(backlog).toContain(key)
    for (const key of [here, there]) expect(backlog).not.toContain(key)

    setOnline(false)
    const again = await restart()
    await openBoard(again)
    const shown = shownKeys(again.state(), again.session().replica)
    expect(shown).toContain(here)
    expect(shown).not.toContain(there)
  },
)
