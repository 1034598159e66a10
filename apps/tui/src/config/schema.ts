import * as z from 'zod/mini'
import { roleNames } from '../theme/role-names.ts'
import { themeWords } from '../theme/theme-words.ts'
import { defaultConfig, imageWays, noticeWays } from './config.ts'

/** What a setting means, for editors, the published schema and the page about the file. */
export interface SettingNotes {
  readonly description: string
  readonly default?: unknown
  readonly examples?: readonly unknown[]
}

/** The notes on each part of `configSchema`. */
export const settingNotes: z.core.$ZodRegistry<SettingNotes> = z.registry<SettingNotes>()

const noted = <T extends z.core.$ZodType>(
  schema: T,
  description: string,
  more: Omit<SettingNotes, 'description'> = {},
): T => {
  settingNotes.add(schema, { description, ...more })
  return schema
}

const text = (): z.ZodMiniString => z.string().check(z.minLength(1), z.maxLength(4000))
const names = (): z.ZodMiniArray<z.ZodMiniString> => z.array(text()).check(z.maxLength(100))
const whole = (least: number, most: number): z.ZodMiniNumberFormat => z.int().check(z.gte(least), z.lte(most))

const theme = z.union([z.enum(themeWords), z.literal([16, 256]), z.string()])

const colour = z.string()

const keyValue = z.union([z.string(), z.array(z.string()), z.literal(false), z.null()])

const view = z.strictObject({
  id: z.optional(
    noted(text(), 'A short name, for --view and in the address of the view; made from the title by itself.'),
  ),
  title: noted(text(), 'What the list of views calls it.'),
  jql: noted(text(), 'The query.'),
  sites: z.optional(noted(names(), 'Names of saved sites that have this view; all when left out.')),
  columns: z.optional(noted(names(), 'Fields, from left to right, by name or id.')),
  group: z.optional(noted(text(), 'The field whose values the rows are grouped by.')),
  sort: z.optional(noted(text(), 'The field that the rows are sorted by; with - before it the other way round.')),
})

const { layout, limits, notices } = defaultConfig

const reason = z.strictObject({
  reason: noted(text(), 'What stands in the list.'),
  comment: z.optional(noted(text(), 'The comment, with {{me}}, {{key}}, {{summary}}, {{reporter}}, {{today}}.')),
  resolution: z.optional(noted(text(), 'The name of the resolution.')),
  to: z.optional(noted(text(), 'The status or transition, for this reason.')),
})

const inboxRules = {
  accept: z.optional(
    noted(
      z.union([text(), z.array(z.unknown()).check(z.maxLength(50))]),
      'What accepting does: actions as in macros, or the name of a status or transition; nothing by itself.',
      { examples: [[{ assign: 'me' }, { label: { add: ['triaged'] } }, { transition: 'Backlog' }]] },
    ),
  ),
  decline: z.optional(noted(text(), 'The status or transition that declining means.')),
  reasons: z.optional(
    noted(z.array(z.union([text(), reason])).check(z.maxLength(100)), 'Reasons for declining, to choose from.', {
      default: [],
      examples: [['Not reproducible', { reason: 'Out of scope', comment: 'Thank you, {{reporter}}. …' }]],
    }),
  ),
}

/** What may stand in `config.yaml`. */
export const configSchema = z.strictObject({
  $schema: z.optional(noted(z.string(), 'Where an editor finds the description of this file.')),
  theme: z.optional(
    noted(
      theme,
      'How the screen looks: auto, dark, light or contrast (which follow the background of the terminal), or how many colours: none, 16, 256, truecolour; or one of each, as in "light 16".',
      { default: 'auto', examples: ['dark', 'contrast', 'light 16'] },
    ),
  ),
  colours: z.optional(
    noted(
      z.partialRecord(z.enum(roleNames), colour),
      'Colours of your own: #rrggbb, or black, red, green, yellow, blue, magenta, cyan, white, or bright- before one of these.',
      { examples: [{ accent: '#ff8800', bad: 'bright-red' }] },
    ),
  ),
  keys: z.optional(
    noted(
      z.record(z.string(), keyValue),
      'Keys of actions in the place of their own: one, a list of several, or false for none. "; s" is ; and then s. Which actions there are stands in keys.md.',
      { examples: [{ 'issue.assign': 'a', 'issue.status': ['s', '; s'], 'list.mark': false }] },
    ),
  ),
  columns: z.optional(
    noted(names(), 'Columns of every list, from left to right: fields by name or id. Left out: those that have room.'),
  ),
  views: z.optional(
    noted(z.array(view).check(z.maxLength(500)), 'Views of your own, above those that the program has.'),
  ),
  macros: z.optional(noted(z.record(text(), z.unknown()), 'Several actions under one name.')),
  notices: z.optional(
    noted(
      z.strictObject({
        by: z.optional(
          noted(z.enum(noticeWays), 'How: the terminal’s own way, OSC 9, OSC 777, the bell, or not at all.', {
            default: notices.by,
          }),
        ),
        mentions: z.optional(noted(z.boolean(), 'When somebody mentions you.', { default: notices.mentions })),
        assignments: z.optional(
          noted(z.boolean(), 'When an issue is assigned to you.', { default: notices.assignments }),
        ),
      }),
      'What you are told while you look at another window.',
    ),
  ),
  images: z.optional(
    noted(
      z.enum(imageWays),
      'How attached pictures are drawn: as the terminal can, by the protocol of kitty, that of iTerm2 or sixels, with half blocks, or not at all.',
      { default: defaultConfig.images },
    ),
  ),
  mouse: z.optional(noted(z.boolean(), 'Clicks and the wheel.', { default: defaultConfig.mouse })),
  screenReader: z.optional(
    noted(z.boolean(), 'Plain lines in reading order, for a screen reader.', { default: defaultConfig.screenReader }),
  ),
  layout: z.optional(
    noted(
      z.strictObject({
        views: z.optional(noted(whole(16, 42), 'Columns of the views.', { default: layout.views })),
        preview: z.optional(
          noted(whole(-120, 120), 'Columns or rows that the preview has more than by itself, or less.', {
            default: layout.preview,
          }),
        ),
      }),
      'How the screen is shared out.',
    ),
  ),
  inbox: z.optional(
    noted(
      z.strictObject({
        view: z.optional(noted(text(), 'Title or id of the view that it works through; else the one on screen.')),
        ...inboxRules,
        views: z.optional(
          noted(z.record(text(), z.strictObject(inboxRules)), 'The same for single views, by their titles or ids.'),
        ),
      }),
      'Working through new issues one by one.',
    ),
  ),
  limits: z.optional(
    noted(
      z.strictObject({
        bulk: z.optional(
          noted(whole(1, 10_000), 'From so many marked issues on you are asked before a change.', {
            default: limits.bulk,
          }),
        ),
        image: z.optional(
          noted(whole(0, 100), 'Megabytes of the largest picture that is shown.', { default: limits.image }),
        ),
      }),
      'Where the program holds back.',
    ),
  ),
})

/** The file as `configSchema` lets it through. */
export type ConfigShape = z.infer<typeof configSchema>
