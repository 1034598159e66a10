/**
 * What `--help` alone prints on a terminal of the usual width. It is kept, because loading the parser to make it takes
 * longer than everything else that help does; a test holds it against the parser's own.
 */
export const rootHelp: string = `Usage: mmd-tui [options] [command]

Triage Jira issues with the keyboard. Without a command, opens the screen.

Commands:
  site                 the saved sites
  auth                 sign in and out
  issue                list, read and change issues
  view                 the lists of issues
  board                boards and what is on them
  queue                queues of service desks and what waits in them
  macro                several actions under one name
  outbox               what was not sent yet
  sync                 copy lists of issues to this machine, and send what waits
  undo                 take back the last change, or another one
  redo                 do again what was taken back last
  search               issues of the local copy in which words stand
  page                 search pages of Confluence and link them
  build                tell a Cloud site of builds
  deployment           tell a Cloud site of deployments
  feature-flag         tell a Cloud site of feature flags
  demo                 try everything on a Jira that lives in this program only
  doctor               look for what is wrong with a site, and say who can mend
                       it
  admin-guide          print what an administrator has to set up, value by value
  config               the configuration file
  completion           print what makes a shell complete commands, flags and
                       issues
  version              print the version

Options:
  --site <name>        the saved site, or a,b for one list (also MMD_SITE)
  --view <name>        the view to open, to list or to copy
  --json               print one JSON value
  --no-color           plain text (also NO_COLOR)
  --timing             say on standard error how long it took, how many requests
                       and bytes
  --log-level <level>  how much goes to the log file (also MMD_LOG) (choices:
                       "error", "warn", "info", "debug")
  --offline            read the local copy alone; what is written waits in the
                       outbox
  --version            print the version
  --help               print this help

Examples:
  mmd-tui demo
  mmd-tui site add https://jira.example.com
  mmd-tui issue list --view Untriaged

mmd-tui COMMAND --help tells more of a command.
`
