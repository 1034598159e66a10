export { boundaryProblems } from './boundaries.ts'
export { importsIn, type ModuleImport } from './imports.ts'
export { readWorkspaces, type SourceFile, type Workspace } from './workspaces.ts'
