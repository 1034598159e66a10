import { describe, expect, it } from 'vitest'
import { applyTarget, type Patch, type PatchTarget, targetsOf } from './patch.ts'

const target: PatchTarget = {
  package: 'some-package',
  version: '1.2.3',
  file: 'index.js',
  replacements: [{ search: 'slow()', replace: 'fast($&)' }],
  append: '// end',
}
const patch: Patch = { name: 'some-patch', required: false, targets: [target] }

describe('applyTarget', () => {
  it('puts the replacement in literally and adds the end', () => {
    expect(applyTarget(patch, target, 'const a = slow()')).toBe('const a = fast($&)\n// end')
  })

  it.each(['const a = other()', 'slow(); slow()'])(
    'refuses a text that does not have the search text once: %s',
    (source) => {
      expect(() => applyTarget(patch, target, source)).toThrow(/patch some-patch: .* some-package@1\.2\.3 index\.js/)
    },
  )
})

describe('targetsOf', () => {
  it('finds the target of the same file and version', () => {
    expect(targetsOf(patch, { package: 'some-package', version: '1.2.3', file: 'index.js' })).toEqual([target])
  })

  it('finds nothing for another file', () => {
    expect(targetsOf(patch, { package: 'some-package', version: '9.9.9', file: 'other.js' })).toEqual([])
  })

  it('refuses another version of a patched file, naming both', () => {
    expect(() => targetsOf(patch, { package: 'some-package', version: '1.2.4', file: 'index.js' })).toThrow(
      /written for some-package 1\.2\.3, but 1\.2\.4 is installed/,
    )
  })
})
