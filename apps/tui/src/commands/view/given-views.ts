import { currentConfig } from '../../config/current-config.ts'
import type { Environment } from '../../config/environment.ts'
import { givenViews, type ViewSources } from '../../session/views/all-views.ts'
import { findKeptViews, type ViewProblem } from '../../session/views/view-keeper.ts'
import type { ListView } from '../../state/view.ts'

/** What there is of views besides those of the site. */
export const viewSources = async (environment: Environment): Promise<ViewSources> => {
  const { kept } = await findKeptViews(environment)
  const { config } = await currentConfig(environment)
  return { ...kept, config: config.views }
}

/** What is wrong in the files of the folder, in a line each with its place. */
export const viewProblems = async (environment: Environment): Promise<readonly ViewProblem[]> =>
  (await findKeptViews(environment)).problems

/** The views that need no site: built in, one's own, those of `config.yaml` and of files of the folder. */
export const viewsGiven = async (environment: Environment): Promise<readonly ListView[]> =>
  givenViews(await viewSources(environment))
