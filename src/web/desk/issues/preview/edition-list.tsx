import type { EditionLine, EditionList as List } from '../../../../actions/issue/list-editions.ts'
import { EXCLUSIONS } from '../../../../domain/delivery.ts'
import { editionName, readersInWords } from './edition-name.ts'

/** So many of them are to be seen at once: those around the one that is shown. */
const TOGETHER = 12

interface EditionListProps {
  readonly list: List
  /** The number of the one that is shown. */
  readonly current: number
  readonly pathOf: (edition: number) => string
}

/** The editions, those of the most readers first, and who gets none. */
export function EditionList({ list: { lines, excluded }, current, pathOf }: EditionListProps) {
  const at = Math.max(
    0,
    lines.findIndex(({ number }) => number === current),
  )
  const first = at - (at % TOGETHER)
  const [larger, smaller] = [lines[first - TOGETHER], lines[first + TOGETHER]]
  return (
    <section aria-labelledby="editions">
      <h2 id="editions">{lines.length === 1 ? 'One edition' : `${lines.length} editions`}</h2>
      <ol className="rows editions" start={first + 1}>
        {lines.slice(first, first + TOGETHER).map((line) => (
          <li key={line.number}>
            <a href={pathOf(line.number)} aria-current={line.number === current ? 'page' : undefined}>
              {editionName(line)}
            </a>
            <p className="note">{describe(line)}</p>
          </li>
        ))}
      </ol>
      {larger || smaller ? (
        <p className="more">
          {larger ? <a href={pathOf(larger.number)}>Those of more subscribers</a> : null}
          {smaller ? <a href={pathOf(smaller.number)}>Those of fewer subscribers</a> : null}
        </p>
      ) : null}
      {excluded.length === 0 ? null : (
        <>
          <h3>Who gets none</h3>
          <ul className="note">
            {excluded.map(([because, readers]) => (
              <li key={because}>
                {readersInWords(readers)}: {EXCLUSIONS[because]}
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  )
}

function describe({ readers, comparisons, subject }: EditionLine): string {
  const count = `${comparisons} ${comparisons === 1 ? 'comparison' : 'comparisons'}`
  return `${readersInWords(readers)}, ${count}: ${subject}`
}
