import type { OpenTool } from '../../../actions/tool/open.ts'
import { FirstOf, LEAVES_TYPED, PublicationPanel } from '../writing/publication-panel.tsx'
import { comparisonLinks } from './comparison-links.ts'

/** Whether a tool can be compared, and the button that changes it. */
export function ToolPublication({ tool: { entry, version, comparisons } }: { tool: OpenTool }) {
  const isShown = comparisons.length > 0
  return (
    <PublicationPanel
      path={`/desk/tools/${entry.slug}`}
      status={entry.status}
      version={version}
      isBarred={isShown}
    >
      {isShown ? (
        <>
          <p>Readers meet it in these comparisons. Withdraw them first:</p>
          <FirstOf links={comparisonLinks(comparisons)} />
        </>
      ) : (
        <p>
          {entry.status === 'published'
            ? 'No published comparison shows it. Withdrawn, it is not suggested for new ones either, and none with it can be published. Its reviews stay, and publishing it again undoes that.'
            : 'Comparisons with it can be published then.'}{' '}
          {LEAVES_TYPED}
        </p>
      )}
    </PublicationPanel>
  )
}
