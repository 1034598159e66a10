import type { Tour, TourStep } from './tour.ts'

const line = ({ key = '', words }: TourStep, at: number): string =>
  `${at + 1}. ${key === '' ? '' : `\`${key}\` `}${words}`

const section = ({ name, title, steps }: Tour): string =>
  `## ${title}\n\n![${title}](tours/${name}.svg)\n\n${steps.map(line).join('\n')}\n`

/** The page about the tours: the pictures, and what happens in them in words. */
export const toursPage = (tours: readonly Tour[]): string => `# Tours

<!-- Generated with the pictures: npm run tours -->

Recorded on the demo site (\`mmd-tui demo\`), where all of it can be tried. The pictures play by themselves; with reduced motion
they show where a tour ends. Below each is what happens, key by key.

${tours.map(section).join('\n')}`
