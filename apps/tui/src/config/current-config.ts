import { type ConfigPlace, type KnownConfig, knownConfig } from './config-file.ts'

/** The choices as the file has them now: it is read where it has changed since that was done last. Never throws. */
export const currentConfig = async (place: ConfigPlace): Promise<KnownConfig> => {
  const known = knownConfig(place)
  if (known.isCurrent) return known
  const { config, problems } = await (await import('./load-config.ts')).loadConfig(place)
  return { config, problems, isCurrent: true }
}
