import type { ProjectPart, SandboxProject, SandboxUser, SandboxVersion } from './world.ts'

const parts = (firstId: number, names: readonly string[]): ProjectPart[] =>
  names.map((name, index) => ({ id: String(firstId + index), name }))

const dayMs = 86_400_000
const dateOf = (time: number): string => new Date(time).toISOString().slice(0, 10)

// A version comes out every four weeks; the last two are still to come and the very last has no date.
const versions = (firstId: number, names: readonly string[], now: number): SandboxVersion[] =>
  names.map((name, index) => {
    const fromEnd = names.length - 1 - index
    const due = now + (1 - fromEnd) * 28 * dayMs + 13 * dayMs
    return {
      id: String(firstId + index),
      name,
      released: fromEnd > 1,
      archived: fromEnd > 4,
      ...(fromEnd > 0 && { releaseDate: dateOf(due) }),
      ...(index % 2 === 0 && { description: `Planned scope of ${name}` }),
    }
  })

/** The three projects; `users` must hold the leads, `now` places the versions in time. */
export const makeProjects = (users: readonly SandboxUser[], now: number): SandboxProject[] => {
  const keyOf = (name: string): string => users.find((user) => user.name === name)?.key ?? ''
  return [
    {
      id: '10100',
      key: 'PAY',
      name: 'Payments',
      description: 'Checkout, cards, refunds and the ledger behind them.',
      typeKey: 'software',
      leadKey: keyOf('mira'),
      open: false,
      team: 'payments-team',
      everybody: true,
      typeIds: ['10004', '10002', '10001', '10000', '10003'],
      components: parts(10200, [
        'Checkout',
        'Refunds',
        'Ledger',
        'Card vault',
        'Payouts',
        'Invoicing',
        'Webhooks',
        'Fraud rules',
      ]),
      versions: versions(10300, ['4.6', '4.7', '4.8', '4.9', '4.10', '4.11', '5.0'], now),
    },
    {
      id: '10101',
      key: 'OPS',
      name: 'Platform Operations',
      description: 'Clusters, databases, deploys and who gets woken up.',
      typeKey: 'software',
      leadKey: keyOf('jonas'),
      open: false,
      team: 'platform-team',
      everybody: false,
      typeIds: ['10005', '10002', '10004', '10003'],
      components: parts(10220, [
        'Kubernetes',
        'PostgreSQL',
        'Kafka',
        'CI',
        'DNS',
        'Observability',
        'Backups',
        'Secrets',
      ]),
      versions: versions(10320, ['2026.Q2', '2026.Q3', '2026.Q4', '2027.Q1'], now),
    },
    {
      id: '10102',
      key: 'SUP',
      name: 'Customer Support',
      description: 'What customers ask, and what we owe them.',
      typeKey: 'service_desk',
      leadKey: keyOf('sofia.nunes'),
      open: true,
      team: 'support-team',
      everybody: true,
      typeIds: ['10006', '10005', '10002', '10003'],
      components: parts(10240, [
        'Billing questions',
        'Login and accounts',
        'Integrations',
        'Data export',
        'Mobile app',
      ]),
      versions: [],
    },
  ]
}
