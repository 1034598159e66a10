import { BundleError } from './errors.ts'

/** One text to find in a file, exactly once, and what to put there. */
export interface Replacement {
  readonly search: string
  readonly replace: string
}

/** One file of one exact version of a package, and how it is changed. */
export interface PatchTarget {
  readonly package: string
  readonly version: string
  /** Path inside the package, with forward slashes. */
  readonly file: string
  readonly replacements: readonly Replacement[]
  /** Text added at the end of the file. */
  readonly append?: string
}

/** A change made to a dependency while bundling. */
export interface Patch {
  readonly name: string
  /** Whether the program cannot be bundled without it; the others are left out of a plain build. */
  readonly required: boolean
  readonly targets: readonly PatchTarget[]
}

/** Applies one target to the text of its file; throws `patch-mismatch` unless each search text occurs exactly once. */
export const applyTarget = (patch: Patch, target: PatchTarget, source: string): string => {
  let text = source
  for (const { search, replace } of target.replacements) {
    const found = text.split(search).length - 1
    if (found !== 1) {
      throw new BundleError(
        'patch-mismatch',
        `patch ${patch.name}: its search text occurs ${found} times, not once, in ${target.package}@${target.version} ${target.file}: ${search.slice(0, 120)}`,
      )
    }
    text = text.replace(search, () => replace)
  }
  return target.append === undefined ? text : `${text}\n${target.append}`
}

/** The targets that fit a file; throws `patch-mismatch` when the file is patched, but in another version. */
export const targetsOf = (patch: Patch, found: Pick<PatchTarget, 'package' | 'version' | 'file'>): PatchTarget[] => {
  const sameFile = patch.targets.filter((target) => target.package === found.package && target.file === found.file)
  const sameVersion = sameFile.filter((target) => target.version === found.version)
  if (sameFile.length > 0 && sameVersion.length === 0) {
    const known = sameFile.map((target) => target.version).join(' and ')
    throw new BundleError(
      'patch-mismatch',
      `patch ${patch.name} is written for ${found.package} ${known}, but ${found.version} is installed: check ${found.file} again`,
    )
  }
  return sameVersion
}
