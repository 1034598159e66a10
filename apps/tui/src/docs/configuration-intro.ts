/** The part of the page about the configuration that is written by hand. */
export const configurationIntro = `# Configuration

<!-- The tables are generated from the schema: npm run docs -->

Nothing has to be configured. What you change is in one file, which is yours: the program keeps your comments when it writes into it.

\`\`\`sh
mmd-tui config edit      # opens it in your editor (VISUAL, EDITOR); the first time everything in it is explained
mmd-tui config check     # what is wrong in it, with line and column; exit code 2 when something is
mmd-tui config path      # where it is
\`\`\`

In the program \`,\` opens the settings that people change most; they hold at once and are written into the file. When you edit the file
elsewhere, the program reads it again as soon as you come back to its window.

A mistake does no harm: it is told when the program starts, the setting is as it is by itself, and everything else holds.
An editor with a YAML language server completes names and values: the first line of the file says where the description of them is
(also in [config.schema.json](config.schema.json)).

\`\`\`yaml
theme: light 16
colours: { accent: "#ff8800" }
keys:
  issue.assign: a
  issue.status: [s, "; s"]
  list.mark: false
columns: [key, summary, status, Story Points]
views:
  - title: Crashes
    jql: type = Bug AND text ~ crash ORDER BY updated DESC
    sites: [work]
\`\`\`

## Keys

An action is named by its id; [Keys](keys.md) lists them. Keys are written as they are pressed: \`a\`, \`G\`, \`ctrl-d\`, \`alt-x\`, \`enter\`,
\`space\`, \`shift-tab\`; \`; s\` is one after the other. What begins with a sign of YAML is put in quotes: \`"*"\`. A number cannot begin a key.
A key that you give to one action is taken from the one that had it, and \`config check\` tells both names. Keys inside of dialogs stay as they are.

## Theme

\`auto\` follows the background of the terminal where that tells it, \`contrast\` too. \`none\`, \`16\`, \`256\` and \`truecolour\` say how many colours
are used; without it the terminal decides. \`MMD_THEME\` stands in the place of \`theme\` for a run, and with \`NO_COLOR\` there are no colours whatever
else is said. Priorities, states and marks are told apart without colours too.
`
