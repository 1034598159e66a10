import { expect, it } from 'vitest'
import { fetchTable, measureFetch } from './measure-fetch.ts'

it('fetches a whole list of both deployments, beside the same requests alone', async () => {
  const rows = await measureFetch({ progress: () => undefined }, { issues: 250, rounds: 2 })
  expect(rows.map(({ deployment, rounds }) => [deployment, rounds])).toEqual([
    ['datacenter', 2],
    ['cloud', 2],
  ])
  for (const { client, plain } of rows) {
    expect(client.issues).toBeGreaterThan(200)
    // Pages of a hundred; Cloud counts once more.
    expect([3, 4]).toContain(client.requests)
    // A row of an issue is about two kilobytes, so these were whole answers.
    expect(plain.bytes).toBeGreaterThan(client.issues * 500)
    expect(client.peakBytes).toBeGreaterThan(2e7)
    expect([client.ms, client.cpuMs, plain.ms, plain.cpuMs].filter((ms) => !(ms > 0))).toEqual([])
  }
  expect(fetchTable(rows).rows.map(([name]) => name)).toEqual([
    'Data Center',
    expect.stringContaining('Data Center, requests alone'),
    'Cloud',
    expect.stringContaining('Cloud, requests alone'),
  ])
}, 60_000)
