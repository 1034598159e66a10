import { issueTypeById } from './catalogue.ts'
import { makeComments } from './comment-maker.ts'
import { chooseStatus, courseOf, makeHistory } from './life.ts'
import { files, labels } from './prose/comments.ts'
import { descriptions } from './prose/descriptions.ts'
import { capitalised, fill } from './prose/fill.ts'
import { lexicon } from './prose/lexicon.ts'
import { summaries } from './prose/summaries.ts'
import type { Random } from './random.ts'
import type { Place, Workshop } from './workshop.ts'
import type { SandboxAttachment, SandboxIssue } from './world.ts'

const hourMs = 3_600_000
const dayMs = 24 * hourMs

const types: Readonly<Record<string, readonly (readonly [string, number])[]>> = {
  PAY: [
    ['10004', 46],
    ['10002', 22],
    ['10001', 18],
    ['10000', 3],
    ['10003', 11],
  ],
  OPS: [
    ['10005', 36],
    ['10002', 38],
    ['10004', 16],
    ['10003', 10],
  ],
  SUP: [
    ['10006', 72],
    ['10005', 9],
    ['10002', 13],
    ['10003', 6],
  ],
}

/** An issue type that is usual in the project. */
export const chooseType = (projectKey: string, random: Random): string =>
  random.weighted(types[projectKey] ?? [['10002', 1]])

interface Words {
  readonly summary: string
  readonly memory: Map<string, string>
}

const chooseSummary = (group: string, { random, taken }: Workshop): Words => {
  const templates = summaries[group] ?? ['{service} {symptom}']
  for (let attempt = 0; ; attempt += 1) {
    const memory = new Map<string, string>()
    const summary = capitalised(fill(random.pick(templates), lexicon, random, memory))
    if (attempt === 30 || !taken.has(summary)) {
      taken.add(summary)
      return { summary, memory }
    }
  }
}

const makeAttachments = (place: Place, authorKey: string | null, { random, nextId }: Workshop): SandboxAttachment[] =>
  random.chance(0.2)
    ? random.some(files, random.between(1, 3)).map(([filename, mimeType, size]) => ({
        id: String(nextId()),
        filename,
        mimeType,
        size,
        authorKey,
        created: place.created + 90_000,
      }))
    : []

const rank = (id: number): string => `0|i${id.toString(36).padStart(5, '0')}:`

const addCustomValues = (
  issue: SandboxIssue,
  stage: string,
  memory: Map<string, string>,
  { random }: Workshop,
): void => {
  const { custom, projectKey, typeId } = issue
  custom.set('customfield_10106', rank(issue.id))
  if (projectKey === 'SUP')
    custom.set('customfield_10206', memory.get('customer') ?? random.pick(lexicon.customer ?? ['Acme']))
  if (projectKey === 'SUP' && random.chance(0.3))
    custom.set('customfield_10208', random.pick(['high', 'normal', 'low']))
  if (typeId === '10000') custom.set('customfield_10104', issue.summary.slice(0, 24))
  if (typeId === '10004' && random.chance(0.6)) custom.set('customfield_10204', String(random.between(10_410, 10_413)))
  if (typeId === '10005')
    custom.set('customfield_10207', random.some(['10420', '10421', '10422', '10423'], random.between(1, 2)))
  if (typeId === '10005') custom.set('customfield_10210', issue.created - 600_000)
  if (typeId === '10001' && random.chance(0.7)) custom.set('customfield_10107', random.pick([1, 2, 3, 5, 8]))
  if (projectKey === 'OPS' && stage === 'ended') custom.set('customfield_10202', String(random.between(10_400, 10_405)))
  if (projectKey === 'PAY' && stage === 'underway') {
    custom.set('customfield_10101', random.chance(0.3) ? ['36', '37'] : [String(random.pick(sprintIds))])
  }
}

const sprintIds: [number, ...number[]] = [37, 36, 37, 38]

const describe = (typeName: string, memory: Map<string, string>, random: Random): string | null =>
  random.chance(0.1)
    ? null
    : fill(random.pick(descriptions[typeName] ?? ['{service}']), lexicon, random, new Map(memory))

const endOf = (place: Place, stage: string, { random, now }: Workshop): number => {
  const longest = Math.max(hourMs, Math.min(now - place.created, (stage === 'start' ? 3 : 30) * dayMs))
  const end = place.created + Math.floor(longest * (0.02 + 0.96 * random.next()))
  return Math.min(end, now - 1000)
}

const chooseAssignee = (place: Place, stage: string, { random, workers, reporters }: Workshop): string | null => {
  const unassigned = stage === 'start' ? 0.78 : stage === 'underway' ? 0.12 : 0.06
  return random.chance(unassigned) ? null : random.pick(workers.get(place.project.key) ?? reporters)
}

const chooseDue = (stage: string, { random, now }: Workshop): string | null =>
  stage !== 'ended' && random.chance(0.18)
    ? new Date(now + random.between(-6, 25) * dayMs).toISOString().slice(0, 10)
    : null

/** A believable issue for a place in the world. */
export const makeIssue = (place: Place, shop: Workshop): SandboxIssue => {
  const { random, now, nextId } = shop
  const { project, typeId, created } = place
  const typeName = issueTypeById(typeId).name
  const { summary, memory } = chooseSummary(`${project.key} ${typeName}`, shop)
  const status = chooseStatus(project.key, Math.min(1, (now - created) / (120 * dayMs)), random)
  const updated = endOf(place, status.stage, shop)
  const robot = project.key === 'OPS' && typeId === '10005' && random.chance(0.5)
  const reporterKey = robot ? shop.robotKey : random.chance(0.01) ? null : random.pick(shop.reporters)
  const ids = (parts: readonly { readonly id: string }[], count: number): string[] =>
    random.some(parts, count).map(({ id }) => id)
  const issue: SandboxIssue = {
    id: place.id,
    key: `${project.key}-${place.number}`,
    projectKey: project.key,
    number: place.number,
    typeId,
    summary,
    description: describe(typeName, memory, random),
    environment:
      typeId === '10004' && random.chance(0.2) ? fill('{browser}, {cluster}', lexicon, random, new Map(memory)) : null,
    statusId: status.id,
    priorityId: random.weighted([
      ['1', 6],
      ['2', 20],
      ['3', 46],
      ['4', 20],
      ['5', 8],
    ] as const),
    resolutionId:
      status.stage === 'ended'
        ? status.id === '10004'
          ? '10001'
          : random.weighted(courseOf(project.key).resolutions)
        : null,
    resolved: status.stage === 'ended' ? updated : null,
    labels: random.some(
      labels[project.key] ?? [],
      random.weighted([
        [0, 5],
        [1, 4],
        [2, 2],
        [3, 1],
      ] as const),
    ),
    componentIds: ids(
      project.components,
      random.weighted([
        [0, 3],
        [1, 5],
        [2, 1],
      ] as const),
    ),
    fixVersionIds: status.stage === 'start' ? [] : ids(project.versions, random.between(0, 1)),
    affectedVersionIds:
      typeId === '10004'
        ? ids(
            project.versions.filter(({ released }) => released),
            random.between(0, 2),
          )
        : [],
    assigneeKey: chooseAssignee(place, status.stage, shop),
    reporterKey,
    creatorKey: reporterKey,
    parentId: place.parentId,
    created,
    updated,
    due: chooseDue(status.stage, shop),
    comments: makeComments(place, updated, memory, shop),
    worklogs: [],
    attachments: makeAttachments(place, reporterKey, shop),
    history: [],
    links: [],
    watchers: new Set(random.chance(0.4) ? random.some(shop.reporters, random.between(1, 3)) : []),
    voters: new Set(random.chance(0.1) ? random.some(shop.reporters, 1) : []),
    subtaskIds: [],
    custom: new Map(),
  }
  addCustomValues(issue, status.stage, memory, shop)
  const author = issue.assigneeKey ?? random.pick(shop.reporters)
  issue.history.push(...makeHistory(issue, [created + Math.floor((updated - created) / 2), updated], author, nextId))
  return issue
}
