/** One import of another module, as it stands in a source file. */
export interface ModuleImport {
  readonly specifier: string
  /** `type`: erased before it runs; `dynamic`: loaded when asked for. */
  readonly kind: 'static' | 'type' | 'dynamic'
}

/** Statements begin a line (the formatter sees to that), so that words in texts and comments do not count. */
const statement =
  /^(?:import|export)\s+(?<type>type\s)?(?:[^'"`;]*?\sfrom\s*)?(?<quote>['"])(?<specifier>[^'"\n]+)\k<quote>/gm
const call =
  /\b(?:import|require|require\.resolve|import\.meta\.resolve)\(\s*(?<quote>['"`])(?<specifier>[^'"`\n]+)\k<quote>/g

const withoutCommentLines = (source: string): string => source.replace(/^\s*(?:\/\/|\/?\*).*$/gm, '')

/** The modules that a TypeScript source imports: statements first, then calls, each in the order of the file. */
export const importsIn = (source: string): readonly ModuleImport[] => {
  const statements = [...source.matchAll(statement)].map(
    ({ groups }): ModuleImport => ({
      specifier: groups?.['specifier'] ?? '',
      kind: groups?.['type'] === undefined ? 'static' : 'type',
    }),
  )
  const calls = [...withoutCommentLines(source).matchAll(call)].map(
    ({ groups }): ModuleImport => ({ specifier: groups?.['specifier'] ?? '', kind: 'dynamic' }),
  )
  return [...statements, ...calls]
}
