import type { SandboxUser } from './world.ts'

// name, display name, time zone, key (without it: a key by position, as Jira has made them since 8.0)
const people: readonly (readonly [name: string, displayName: string, timeZone: string, key?: string])[] = [
  ['mira', 'Mira Lindqvist', 'Europe/Stockholm'],
  ['tomasz.w', 'Tomasz Wieczorek', 'Europe/Warsaw'],
  ['aisha.okafor', 'Aisha Okafor', 'Africa/Lagos'],
  ['kenji', 'Kenji Watanabe', 'Asia/Tokyo'],
  ['lucia.ferrer', 'Lucía Ferrer Ibáñez', 'Europe/Madrid'],
  ['d.oneill', "Declan O'Neill", 'Europe/Dublin'],
  ['priya.raman', 'Priya Raman', 'Asia/Kolkata'],
  ['jonas', 'Jonas Brandt', 'Europe/Berlin'],
  ['sofia.nunes', 'Sofia Nunes', 'Europe/Lisbon'],
  ['wei.zhang', 'Zhang Wei', 'Asia/Shanghai'],
  ['marek', 'Marek Dvořák', 'Europe/Prague'],
  ['hana.k', 'Hana Kobayashi', 'Asia/Tokyo'],
  ['b.schaefer', 'Birgit Schäfer', 'Europe/Berlin'],
  ['omar.haddad', 'Omar Haddad', 'Asia/Amman'],
  ['elin', 'Elin Aaltonen', 'Europe/Helsinki'],
  // Married and renamed: the key is the login of years ago.
  ['ines.carvalho', 'Inês Carvalho', 'America/Sao_Paulo', 'imoreira'],
  ['grace.mbeki', 'Grace Mbeki', 'Africa/Johannesburg'],
  ['noah.tremblay', 'Noah Tremblay', 'America/Toronto'],
  ['yusuf', 'Yusuf Demir', 'Europe/Istanbul'],
  ['olena.s', 'Олена Шевченко', 'Europe/Kyiv'],
  ['pim@vendor.example', 'Pim de Vries', 'Europe/Amsterdam'],
  ['rachel.stein', 'Rachel Stein', 'America/New_York'],
  ['old.hand', 'Walter Frost', 'Etc/UTC'],
  ['alerts', 'Alert Relay', 'Etc/UTC'],
]

/** Login names that mean something to tests and to the demo. */
export const knownPeople = {
  main: 'mira',
  inactive: 'old.hand',
  renamed: 'ines.carvalho',
  contractor: 'pim@vendor.example',
  robot: 'alerts',
} as const

/** Key of an account that was deleted; its comments stayed. */
export const deletedUserKey = 'JIRAUSER10099'

/** The accounts of the sandbox; each password equals the login name. */
export const makePeople = (): SandboxUser[] =>
  people.map(([name, displayName, timeZone, key], index) => ({
    name,
    key: key ?? `JIRAUSER${10101 + index}`,
    displayName,
    email: name.includes('@') ? name : `${name}@acme.example`,
    active: name !== knownPeople.inactive,
    password: name,
    timeZone,
    locale: 'en_GB',
  }))

const teams: Readonly<Record<string, readonly string[]>> = {
  'payments-team': [
    'tomasz.w',
    'aisha.okafor',
    'kenji',
    'lucia.ferrer',
    'd.oneill',
    'priya.raman',
    'ines.carvalho',
    'wei.zhang',
    'elin',
    'old.hand',
  ],
  'platform-team': [
    'jonas',
    'marek',
    'b.schaefer',
    'omar.haddad',
    'yusuf',
    'olena.s',
    'kenji',
    'alerts',
    'noah.tremblay',
  ],
  'support-team': ['sofia.nunes', 'hana.k', 'grace.mbeki', 'noah.tremblay', 'rachel.stein', 'lucia.ferrer', 'elin'],
  contractors: ['pim@vendor.example'],
}

/** Groups by name, with the keys of their members; `mira` is in every team. */
export const makeGroups = (users: readonly SandboxUser[]): ReadonlyMap<string, ReadonlySet<string>> => {
  const keys = (names: readonly string[]): Set<string> =>
    new Set(users.filter(({ name }) => names.includes(name)).map(({ key }) => key))
  const groups = new Map([['jira-users', new Set(users.map(({ key }) => key))]])
  for (const [group, names] of Object.entries(teams)) {
    groups.set(group, keys(group === 'contractors' ? names : [knownPeople.main, ...names]))
  }
  return groups
}
