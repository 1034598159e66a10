export { type BuildProgramOptions, type BuiltProgram, buildProgram } from './build-program.ts'
export { BundleError, type BundleErrorCode } from './errors.ts'
export {
  describeForbiddenImports,
  type Forbidden,
  type ForbiddenImport,
  findForbiddenImports,
  networkModules,
} from './graph-check.ts'
export { type InkFastOptions, inkFast } from './ink-fast.ts'
export type { Patch, PatchTarget, Replacement } from './patch.ts'
