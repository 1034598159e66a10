import type { Place } from './place.ts'

/** Values by the names of parameters and the parts of paths before them. */
export type Values = Readonly<Record<string, string>>

/** Something that exists for each parameter of a path, by the part of the path before it. */
export const knownValues = async ({ client, world, deployment, idOf }: Place): Promise<Values> => {
  const rich = world.issues.find(({ comments, worklogs }) => comments.length > 0 && worklogs.length > 0)
  const key = rich?.key ?? ''
  const filed = world.issues.find(({ attachments }) => attachments.length > 0)
  const linkTypes = await client.linkTypes()
  const other = world.issues.find(({ projectKey }) => projectKey === 'PAY')?.key ?? ''
  await client.link({ typeId: linkTypes[0]?.id ?? '', from: key, to: other })
  const issue = await client.issue(key)
  await client.setProperty({ key, name: 'walk' }, { seen: true })
  const globalId = 'system=walk'
  const object = { url: 'https://wiki.acme.example/2', title: 'Another page' }
  const remoteLink = await client.putRemoteLink(key, { globalId, object })
  const comment = rich?.comments[0]?.id ?? ''
  const filter = await client.createFilter({ name: `Walked ${deployment}`, jql: 'project = PAY' })
  const project = world.findProject('PAY')
  return {
    issue: key,
    issueId: String(rich?.id ?? ''),
    component: project?.components[0]?.id ?? '',
    version: project?.versions[0]?.id ?? '',
    dashboard: world.dashboards[0]?.id ?? '',
    role: '10001',
    customFieldOption: '10400',
    securitylevel: '10601',
    attachment: filed?.attachments[0]?.id ?? '',
    content: filed?.attachments[0]?.id ?? '',
    thumbnail: filed?.attachments[0]?.id ?? '',
    comment,
    worklog: rich?.worklogs[0]?.id ?? '',
    properties: 'walk',
    remotelink: remoteLink,
    issueLink: issue.links[0]?.id ?? '',
    issueLinkType: linkTypes[0]?.id ?? '',
    project: 'PAY',
    filter: filter.id,
    status: '1',
    statuscategory: '2',
    priority: '3',
    resolution: '1',
    issuetype: issue.type.id,
    accountId: idOf('mira'),
    key,
    globalId,
  }
}
