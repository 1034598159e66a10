import type { World } from '@mmd/jira-sandbox'
import { type Evidence, isSent, isUnsure } from './evidence.ts'
import { type Problem, problem } from './problem.ts'

/** How many links of each type and direction there are between two issues: `10000 PAY-1 → PAY-2`. */
export const linkCounts = (world: World): ReadonlyMap<string, number> => {
  const counts = new Map<string, number>()
  for (const issue of world.issues) {
    for (const { typeId, direction, otherId } of issue.links) {
      const other = world.findIssue(otherId)
      if (direction !== 'outward' || other === undefined) continue
      const place = `${typeId} ${issue.key} → ${other.key}`
      counts.set(place, (counts.get(place) ?? 0) + 1)
    }
  }
  return counts
}

const placeOf = (type: string, outward: boolean, key: string, other: string): string =>
  outward ? `${type} ${key} → ${other}` : `${type} ${other} → ${key}`

/** Links between issues: as many as were made and not taken away. */
export const judgeLinks = ({ operations, before, world }: Evidence): readonly Problem[] => {
  const expected = new Map(before.links)
  const unsure = new Set<string>()
  for (const stored of operations) {
    const { operation } = stored
    const isLink = operation.kind === 'link'
    if (!isLink && operation.kind !== 'unlink') continue
    const place = isLink
      ? placeOf(operation.type.id, operation.outward, operation.key, operation.other)
      : placeOf(operation.link.typeId, operation.link.outward, operation.key, operation.link.key)
    if (isUnsure(stored)) unsure.add(place)
    if (isSent(stored)) expected.set(place, (expected.get(place) ?? 0) + (isLink ? 1 : -1))
  }
  const found = linkCounts(world)
  return [...new Set([...expected.keys(), ...found.keys()])].flatMap((place) => {
    const [want, have] = [expected.get(place) ?? 0, found.get(place) ?? 0]
    if (want === have || (unsure.has(place) && Math.abs(want - have) <= 1)) return []
    return [problem(have > want ? 'doubled' : 'lost', `link ${place}: wanted ${want}, found ${have}`)]
  })
}
