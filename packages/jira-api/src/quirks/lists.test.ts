// Envelopes of lists as real sites were seen to send them.
import { describe, expect, test } from 'vitest'
import { readBoard, readBoardConfiguration } from '../agile/read-board.ts'
import { readDevelopmentOverview } from '../development/read-development-status.ts'
import { readSprint } from '../fields/read-sprint.ts'
import { readLinkType, readRemoteLink } from '../model/read-link.ts'
import { readSavedFilter, toDeployment } from '../model/read-site.ts'
import { deskPage, offsetPage, readAllPages } from '../paging/read-pages.ts'

const values = (count: number): readonly number[] => Array.from({ length: count }, (_, index) => index)

describe('a page', () => {
  test.each([
    ['counted', { startAt: 0, maxResults: 2, total: 5, values: values(2) }, 2],
    ['counted, and the last', { startAt: 3, maxResults: 2, total: 5, values: values(2) }, undefined],
    ['that says it is the last, whatever it counts', { isLast: true, total: 9, values: values(2) }, undefined],
    ['that says it is not the last, without a count', { isLast: false, values: values(2) }, 2],
    ['that is full, with neither', { maxResults: 2, values: values(2) }, 2],
    ['that is not full, with neither', { maxResults: 3, values: values(2) }, undefined],
    ['that is empty but not the last', { isLast: false, values: [] }, undefined],
    ['that is something else', 'x', undefined],
  ])('%s', (name, answer, next) => {
    const startAt = name.endsWith('and the last') ? 3 : 0
    expect(offsetPage(answer, startAt).next).toBe(next)
  })

  test('of a service desk ends where it says so, or where nothing comes', () => {
    expect(deskPage({ start: 0, size: 2, isLastPage: false, values: values(2) }, 0).next).toBe(2)
    expect(deskPage({ start: 0, size: 2, isLastPage: true, values: values(2) }, 0).next).toBeUndefined()
    expect(deskPage({ isLastPage: false, values: [] }, 4).next).toBeUndefined()
  })

  test('of a service desk may not say whether it is the last', () => {
    const next = '/rest/servicedeskapi/servicedesk?start=2'
    expect(deskPage({ values: values(2), _links: { next } }, 0).next).toBe(2)
    expect(deskPage({ limit: 2, values: values(2) }, 0).next).toBe(2)
    expect(deskPage({ limit: 3, values: values(2) }, 0).next).toBeUndefined()
  })

  test('that begins before where it should gives what was asked for', () => {
    expect(offsetPage({ startAt: 0, total: 3, values: values(3) }, 2)).toMatchObject({ values: [2], next: undefined })
  })
})

describe('a list of pages', () => {
  const pageOf = (ids: readonly number[], startAt: number, total?: number): unknown => ({
    startAt,
    maxResults: 2,
    ...(total === undefined ? {} : { total }),
    values: ids.slice(startAt, startAt + 2).map((id) => ({ id })),
  })
  const idOf = (value: unknown): unknown => (value as { readonly id: unknown }).id

  test('that never ends is an error, not the half of it', async () => {
    let asked = 0
    const endless = readAllPages(async (startAt) => {
      asked += 1
      return { values: [startAt], next: startAt + 1 }
    }, Number)
    await expect(endless).rejects.toMatchObject({ code: 'bad-answer' })
    expect(asked).toBe(1_000)
  })

  test('that comes again and again is read once', async () => {
    const all = await readAllPages(async (startAt) => {
      const { values: same } = offsetPage({ values: [{ id: 1 }, { id: 2 }] }, startAt)
      return { values: same, next: startAt + 2 }
    }, idOf)
    expect(all).toEqual([1, 2])
  })

  test('that loses an entry meanwhile is read anew, so that none slips by', async () => {
    let ids = [1, 2, 3, 4, 5]
    const all = await readAllPages(async (startAt) => {
      const page = offsetPage(pageOf(ids, startAt, ids.length), startAt)
      if (startAt === 0) ids = ids.filter((id) => id !== 1)
      return page
    }, idOf)
    expect(all).toEqual([2, 3, 4, 5])
  })

  test('that gets an entry in front meanwhile gives each once', async () => {
    let ids = [1, 2, 3, 4]
    const all = await readAllPages(async (startAt) => {
      const page = offsetPage(pageOf(ids, startAt), startAt)
      if (ids.length === 4) ids = [0, ...ids]
      return page
    }, idOf)
    expect(all).toEqual([1, 2, 3, 4])
  })
})

describe('boards', () => {
  test('have numbers for ids, any type and perhaps no project', () => {
    expect(readBoard({ id: 84, name: 'B', type: 'simple' })).toEqual({
      id: '84',
      name: 'B',
      type: 'simple',
      projectKey: null,
    })
  })

  test('of scrum estimate, those of kanban have a query below and limits that may be equal', () => {
    expect(
      readBoardConfiguration({
        id: 1,
        name: 'K',
        type: 'kanban',
        subQuery: { query: 'fixVersion is EMPTY' },
        columnConfig: {
          constraintType: 'issueCountExclSubs',
          columns: [
            { name: 'Doing', statuses: ['3', '4', '5', '6', '7'].map((id) => ({ id })), min: 2, max: 2 },
            { name: 'Empty' },
          ],
        },
      }),
    ).toMatchObject({
      subQuery: 'fixVersion is EMPTY',
      constraint: 'issueCountExclSubs',
      estimation: null,
      columns: [
        { statusIds: ['3', '4', '5', '6', '7'], min: 2, max: 2 },
        { statusIds: [], min: null, max: null },
      ],
    })
  })

  test('a closed sprint may have forgotten its board', () => {
    expect(readSprint({ id: 9, state: 'closed', name: 'S' })).toMatchObject({ id: '9', boardId: null })
  })
})

describe('links', () => {
  test('a kind of link without words is called by its name', () => {
    expect(readLinkType({ id: '1', name: 'Relates' })).toMatchObject({ inward: 'Relates', outward: 'Relates' })
  })

  test('one to the outside has a number, and may have no address, application or title', () => {
    expect(readRemoteLink({ id: 10_000, object: {} })).toMatchObject({
      id: '10000',
      globalId: null,
      url: '',
      title: '',
    })
  })

  test('an address that is no page of the web cannot be opened', () => {
    const link = readRemoteLink({ id: 1, object: { url: 'javascript:alert(1)', title: 'x' } })
    expect(link?.url).toBe('')
  })
})

test('a filter counts subscriptions that it does not list', () => {
  expect(readSavedFilter({ id: 7, name: 'F', jql: 'a = b', subscriptions: { size: 4, items: [] } })).toMatchObject({
    id: '7',
    jql: 'a = b',
  })
})

test.each([
  ['Server', 'datacenter'],
  ['DataCenter', 'datacenter'],
  [undefined, 'datacenter'],
  ['Cloud', 'cloud'],
  ['CLOUD', 'cloud'],
])('a site of type %s is %s', (type, deployment) => {
  expect(toDeployment(type)).toBe(deployment)
})

test('the sources of development information are taken as they are spelt', () => {
  const overview = readDevelopmentOverview({
    summary: {
      pullrequest: {
        overall: { count: 2 },
        byInstanceType: { GitHub: { count: 1 }, 'oAuth-com.github.integration.production': { count: 1 } },
      },
    },
  })
  expect(overview?.sources).toEqual({ pullrequest: ['GitHub', 'oAuth-com.github.integration.production'] })
})

test('a source whose name would act on a terminal is none', () => {
  const overview = readDevelopmentOverview({
    summary: { branch: { overall: { count: 1 }, byInstanceType: { 'a\u001b[2Jb': {}, stash: {} } } },
  })
  expect(overview?.sources).toEqual({ branch: ['stash'] })
})
