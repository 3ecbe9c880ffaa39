import type { OpenComparison } from '../../../actions/comparison/open.ts'
import { LEAVES_TYPED, PublicationPanel } from '../writing/publication-panel.tsx'
import { byFrozen, FrozenIssues, IssueLinks } from './issue-links.tsx'

/** Whether readers see a comparison, and the button that changes it. */
export function Publication({ comparison }: { comparison: OpenComparison }) {
  const { entry, version, issues } = comparison
  const { open, frozen } = byFrozen(issues)
  const path = `/desk/comparisons/${entry.slug}`
  const isPublished = entry.status === 'published'
  return (
    <PublicationPanel {...{ path, version }} status={entry.status}>
      <p>
        {isPublished ? WITHDRAWAL : PUBLICATION} {LEAVES_TYPED}
      </p>
      {open.length > 0 ? (
        <>
          <p>{isPublished ? 'These issues have it and wait to be sent:' : 'It is in:'}</p>
          <IssueLinks issues={open} />
          {isPublished ? (
            <p>Without it, those that are scheduled are held at their time, unless an editor takes it out.</p>
          ) : null}
        </>
      ) : null}
      <FrozenIssues issues={frozen} />
    </PublicationPanel>
  )
}

const PUBLICATION = 'Everybody can read it then, and issues can bring it.'
const WITHDRAWAL = 'Nobody can read it then, but in mails that have left. Publishing it again undoes that.'
