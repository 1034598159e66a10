import type { SandboxDashboard, SandboxUser } from './world.ts'

/** The dashboards of the site: the standard one and two of people. */
export const makeDashboards = (users: readonly SandboxUser[]): readonly SandboxDashboard[] => {
  const keyOf = (name: string): string => users.find((user) => user.name === name)?.key ?? ''
  return [
    { id: '10000', name: 'System Dashboard', ownerKey: '', favouriteOf: [] },
    { id: '10710', name: 'Payments this week', ownerKey: keyOf('mira'), favouriteOf: [keyOf('mira')] },
    { id: '10711', name: 'On call', ownerKey: keyOf('jonas'), favouriteOf: [keyOf('mira'), keyOf('jonas')] },
  ]
}
