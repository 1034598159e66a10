import type { World } from '@mmd/jira-sandbox'

const dot = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg=='

/** Gives one issue everything that an issue can have; returns its key. It is assigned to Mira. */
export const furnish = (world: World): string => {
  const issues = world.issues.filter(({ projectKey, parentId }) => projectKey === 'PAY' && parentId === null)
  const issue = issues.toSorted(
    (a, b) => b.subtaskIds.length * 100 + b.comments.length - a.subtaskIds.length * 100 - a.comments.length,
  )[0]
  const mira = world.findUser('mira')
  if (issue === undefined || mira === undefined) throw new Error('the site has no such issue')
  const [now, content] = [Date.now(), Buffer.from(dot, 'base64')]
  const file = { authorKey: mira.key, created: now, size: content.length, content }
  issue.attachments = [
    { ...file, id: '990001', filename: 'dot.png', mimeType: 'image/png' },
    { ...file, id: '990002', filename: 'notes.txt', mimeType: 'text/plain' },
  ]
  const said = (id: string, body: string) => ({
    id,
    authorKey: mira.key,
    body,
    updateAuthorKey: mira.key,
    created: now,
    updated: now,
  })
  issue.comments.push(said('990003', 'First of mine'), said('990004', 'Second of mine'))
  issue.worklogs.push({
    id: '990005',
    authorKey: mira.key,
    comment: 'Looked',
    started: now,
    seconds: 3600,
    updated: now,
  })
  const others = issues.filter((other) => other !== issue).slice(0, 2)
  const typeId = world.issues.flatMap(({ links }) => links)[0]?.typeId ?? '10000'
  issue.links.push(
    ...others.map(({ id }, at) => ({ id: `99001${at}`, typeId, direction: 'outward' as const, otherId: id })),
  )
  for (const [at, other] of others.entries())
    other.links.push({ id: `99001${at}`, typeId, direction: 'inward', otherId: issue.id })
  issue.remoteLinks = [
    {
      id: 990_020,
      globalId: 'system=http://wiki.test/1',
      relationship: 'mentioned in',
      application: { type: 'com.atlassian.confluence', name: 'Wiki' },
      object: { url: 'http://wiki.test/1', title: 'A page', summary: 'What it says', status: { resolved: false } },
    },
  ]
  issue.environment = 'Firefox on *Linux*'
  return issue.key
}
