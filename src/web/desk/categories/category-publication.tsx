import type { OpenCategory } from '../../../actions/category/open.ts'
import { FirstOf, LEAVES_TYPED, PublicationPanel } from '../writing/publication-panel.tsx'

/** Whether readers may choose a category, and the button that changes it. */
export function CategoryPublication({
  category: { entry, version, tools, readers },
}: {
  category: OpenCategory
}) {
  const hasTools = tools.length > 0
  return (
    <PublicationPanel
      path={`/desk/categories/${entry.slug}`}
      status={entry.status}
      version={version}
      isBarred={hasTools}
    >
      {hasTools ? (
        <>
          <p>Tools are in it. Withdraw them first, or give them another category:</p>
          <FirstOf links={tools.map(({ slug, name }) => ({ href: `/desk/tools/${slug}`, name }))} />
        </>
      ) : (
        <p>
          {entry.status === 'published'
            ? 'Readers can’t choose it then, nor can a tool be put in it. Publishing it again undoes that.'
            : 'Readers can choose it then, and tools be put in it.'}{' '}
          {LEAVES_TYPED}
        </p>
      )}
      {readers > 0 ? <p>{whoChose(readers)}</p> : null}
    </PublicationPanel>
  )
}

function whoChose(readers: number): string {
  return readers === 1
    ? 'One subscriber has chosen it, who keeps that choice. An issue has nothing for who chose nothing else.'
    : `${readers.toLocaleString('en')} subscribers have chosen it, who keep that choice. An issue has nothing for who chose nothing else.`
}
