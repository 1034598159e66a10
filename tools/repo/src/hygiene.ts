// The words are put together here, so that this file does not contain what it looks for.
const anyOf = (words: readonly string[]): string => words.map((word) => word.replaceAll('.', '\\.')).join('|')

const registryHosts = [
  ['registry', 'npmjs', 'org'],
  ['registry', 'yarnpkg', 'com'],
  ['registry', 'npmmirror', 'com'],
  ['npm', 'pkg', 'github', 'com'],
  ['npm', 'jsr', 'io'],
].map((labels) => labels.join('.'))

/** Hosts that hand out packages: which one is used is for each person's own npm settings to say. */
export const registryHost: RegExp = new RegExp(
  `${anyOf([...registryHosts, ['arti', 'factory'].join('')])}|/npm-(proxy|remote|virtual)/`,
  'i',
)

/** The people of our examples have homes that no machine has. */
const invented = 'mira|you|x'
const homes = ['home', 'Users'].map((folder) => `${folder}/(?!(?:${invented})\\b)[a-z_][\\w.-]*`)

/** A path that exists on one machine only: somebody's home, root's home, or a working folder at the top. */
export const machinePath: RegExp = new RegExp(
  `(^|[\\s'"\`(=:,])/(${[...homes, 'root', 'work'].join('|')})(/|$|[\\s'"\`),;])`,
)
