import { backup } from './backup.ts'
import type { Command } from './command.ts'
import { editorsInvite } from './editors-invite.ts'
import { editorsList } from './editors-list.ts'
import { editorsRemove } from './editors-remove.ts'
import { exportCommand } from './export.ts'
import { importCommand } from './import.ts'
import { issueApprove } from './issue-approve.ts'
import { issueCancel } from './issue-cancel.ts'
import { issueCopy } from './issue-copy.ts'
import { issueEdit } from './issue-edit.ts'
import { issueList } from './issue-list.ts'
import { issueNew } from './issue-new.ts'
import { issuePause } from './issue-pause.ts'
import { issuePreview } from './issue-preview.ts'
import { issueResolve } from './issue-resolve.ts'
import { issueResume } from './issue-resume.ts'
import { issueSchedule } from './issue-schedule.ts'
import { issueShow } from './issue-show.ts'
import { issueTest } from './issue-test.ts'
import { issueUnschedule } from './issue-unschedule.ts'
import { rehearseCommand } from './rehearse.ts'
import { restore } from './restore.ts'
import { restored } from './restored.ts'
import { subscribersBounced } from './subscribers-bounced.ts'
import { subscribersErase } from './subscribers-erase.ts'
import { subscribersExport } from './subscribers-export.ts'
import { subscribersImport } from './subscribers-import.ts'
import { suppressionsExport } from './suppressions-export.ts'
import { suppressionsImport } from './suppressions-import.ts'
import { suppressionsLift } from './suppressions-lift.ts'
import { suppressionsList } from './suppressions-list.ts'

/** Every command, in the order of the help. */
export const commands: readonly Command[] = [
  importCommand,
  exportCommand,
  issueNew,
  issueEdit,
  issuePreview,
  issueTest,
  issueApprove,
  issueSchedule,
  issueUnschedule,
  issueShow,
  issueList,
  issuePause,
  issueResume,
  issueCancel,
  issueResolve,
  issueCopy,
  subscribersImport,
  subscribersExport,
  subscribersBounced,
  subscribersErase,
  suppressionsList,
  suppressionsImport,
  suppressionsExport,
  suppressionsLift,
  editorsInvite,
  editorsList,
  editorsRemove,
  rehearseCommand,
  backup,
  restore,
  restored,
]
