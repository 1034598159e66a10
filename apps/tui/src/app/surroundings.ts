import type { Site } from '@mmd/auth'
import type { Environment } from '../config/environment.ts'
import type { DemoHandle } from '../demo/start-demo.ts'

/** Where each site's things lie: the person's own folders, or the demo's, which go away with it. */
export interface Surroundings {
  readonly own: Environment
  readonly demo: () => DemoHandle | undefined
  readonly setDemo: (demo: DemoHandle) => void
  readonly environmentOf: (site: Site) => Environment
}

export const createSurroundings = (own: Environment, given?: DemoHandle): Surroundings => {
  let demo = given
  return {
    own,
    demo: () => demo,
    setDemo: (handle) => {
      demo = handle
    },
    environmentOf: (site) => (demo !== undefined && site.baseUrl === demo.site.baseUrl ? demo.environment : own),
  }
}
