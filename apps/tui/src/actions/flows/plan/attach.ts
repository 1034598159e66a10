import type { Issue } from '@mmd/jira-api'
import type { AttachOperation } from '@mmd/replica'
import type { App, SiteSession } from '../../../app/app.ts'
import { ownerOf } from '../../../app/members.ts'
import { askFile } from '../ask-file.ts'
import { myself } from '../comment.ts'
import { performAll } from '../perform.ts'
import { learnRights } from '../rights.ts'
import { subjectOf } from './pick-known.ts'

/** Asks for a file and attaches it, also to issues of several sites. */
export const openAttach = (app: App, session: SiteSession, issues: readonly Issue[]): void => {
  const attaching = (file: AttachOperation['file']): readonly AttachOperation[] =>
    issues.map(({ key }) => ({ kind: 'attach', key, file, author: myself(ownerOf(session, key).session) }))
  void learnRights(session, attaching({ path: '', name: '', size: 0, mimeType: '' }))
  askFile(app, {
    title: `Attach to ${subjectOf(issues)}`,
    hints: { enter: 'attaches it', esc: 'closes' },
    onFile: (file) => performAll(app, session, attaching(file), `got ${file.name} attached`),
  })
}
