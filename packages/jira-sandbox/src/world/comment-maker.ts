import { comments, engineerComments, robotComments, supportComments } from './prose/comments.ts'
import { fill } from './prose/fill.ts'
import { lexicon } from './prose/lexicon.ts'
import type { Place, Workshop } from './workshop.ts'
import type { SandboxComment } from './world.ts'

const templatesFor = (projectKey: string): readonly string[] => [
  ...comments,
  ...(projectKey === 'SUP' ? supportComments : engineerComments),
]

/** The comments of an issue between its making and its last change; no two of one issue are alike. */
export const makeComments = (
  place: Place,
  updated: number,
  memory: Map<string, string>,
  shop: Workshop,
): SandboxComment[] => {
  const { random, nextId } = shop
  const count = random.weighted([
    [0, 30],
    [1, 24],
    [2, 18],
    [3, 12],
    [4, 8],
    [5, 5],
    [6, 3],
  ] as const)
  const people = [...(shop.workers.get(place.project.key) ?? shop.reporters), ...random.some(shop.reporters, 2)]
  const templates = random.shuffled(random.some(templatesFor(place.project.key), count))
  const span = updated - place.created
  return Array.from({ length: count }, (_, index): SandboxComment => {
    const created = place.created + Math.floor((span * (index + 1)) / (count + 1))
    const robot = place.project.key === 'OPS' && random.chance(0.15)
    const gone = random.chance(0.03)
    const person = people[Math.floor(random.next() * people.length)] ?? shop.robotKey
    const authorKey = robot ? shop.robotKey : gone ? random.pick([null, shop.deletedKey]) : person
    const body = fill(
      robot ? random.pick(robotComments) : (templates[index] ?? comments[0]),
      lexicon,
      random,
      new Map(memory),
    )
    const internal = place.project.key === 'SUP' && random.chance(0.1)
    return {
      id: String(nextId()),
      authorKey,
      body,
      updateAuthorKey: authorKey,
      created,
      updated: created,
      ...(internal && { visibility: { type: 'role' as const, value: 'Service Desk Team' } }),
    }
  })
}
