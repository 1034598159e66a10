import { editorOf } from '../../../screens/forms/editor-kind.ts'
import { attachFile } from './files.ts'
import { chooseGroup, chooseGroups } from './groups.ts'
import { chooseIssue, chooseLink } from './issues.ts'
import { chooseListed, chooseSprint } from './listed.ts'
import { writeLong, writeRaw } from './long-text.ts'
import { chooseCascading, chooseOption } from './options.ts'
import { choosePeople } from './people.ts'
import { chooseRequestType } from './request-types.ts'
import type { FieldEdit } from './subject.ts'
import { chooseTeam } from './teams.ts'
import { chooseWords } from './words.ts'

/** Fills in a field in the way of its type. */
export const editField = (edit: FieldEdit): void => {
  switch (editorOf(edit.entry.meta)) {
    case 'long':
    case 'comment':
      return writeLong(edit)
    case 'one':
    case 'many':
      return chooseOption(edit)
    case 'cascading':
      return chooseCascading(edit)
    case 'person':
    case 'people':
      return choosePeople(edit)
    case 'group':
      return chooseGroup(edit)
    case 'groups':
      return chooseGroups(edit)
    case 'words':
      return chooseWords(edit)
    case 'sprint':
      return chooseSprint(edit)
    case 'issue':
      return chooseIssue(edit)
    case 'request-type':
      return chooseRequestType(edit)
    case 'team':
      return chooseTeam(edit)
    case 'listed':
    case 'listed-many':
      return chooseListed(edit)
    case 'files':
      return attachFile(edit)
    case 'links':
      return chooseLink(edit)
    case 'raw':
      return writeRaw(edit)
    case 'typed':
    case 'none':
  }
}
