import type { ReactNode } from 'react'
import type { Composition, IssueLine } from '../../../../actions/issue/compose.ts'
import { comparisonTitle } from '../../../../domain/comparison.ts'
import type { ComposePageProps } from './compose-page.tsx'
import type { Press } from './draft-form.ts'

/** The comparisons in their order, each with what moves it. A script keeps what is pressed here until the form is saved. */
export function LineList({ lines, press, issue }: ComposePageProps) {
  return (
    <>
      <p className="empty" data-order-empty hidden={lines.length > 0}>
        {emptyBecause(issue.gathers)}
      </p>
      <OrderHelp hidden={lines.length < 2} />
      <ol className="rows order" data-order="comparison">
        {lines.map((line) => (
          <LineRow key={line.slug} slug={line.slug} title={comparisonTitle(line)} press={press}>
            <InIssue line={line} />
            <NotPublished line={line} />
          </LineRow>
        ))}
      </ol>
      {/* For a row that comes back with what was typed: a script puts in what it stands for. */}
      <template data-row="comparison">
        <LineRow slug="{value}" title="{title}" press={undefined} />
      </template>
      <p className="visually-hidden" role="status" data-order-status />
    </>
  )
}

interface LineProps {
  readonly slug: string
  readonly title: string
  readonly press: Press | undefined
}

function LineRow({ children, ...line }: LineProps & { readonly children?: ReactNode }) {
  const { slug, title } = line
  return (
    <li data-title={title}>
      <input type="hidden" name="comparison" value={slug} />
      <div>
        <a href={`/compare/${slug}`}>{title}</a>
        {children}
      </div>
      <div className="moves">
        <MoveButton {...line} kind="up" label="Up" />
        <MoveButton {...line} kind="down" label="Down" />
        <button className="quiet" type="submit" name="press" value={`remove ${slug}`}>
          Take out<span className="visually-hidden"> {title}</span>
        </button>
      </div>
    </li>
  )
}

function OrderHelp({ hidden }: { readonly hidden: boolean }) {
  return (
    <p className="hint" data-order-help hidden={hidden}>
      The first one leads the issue. Move them with the buttons
      <span data-with-script hidden>
        , by dragging, or with Alt and the arrow keys
      </span>
      .<noscript> Each button saves what stands here.</noscript>
    </p>
  )
}

function emptyBecause(gathers: boolean): string {
  return gathers
    ? 'Nothing was published since the last issue that is in no other one. What is published from now on joins it by itself.'
    : 'There is no comparison in it. Add some from below.'
}

/** Names the newest other issue that has it, too. */
function InIssue({ line: { inIssue } }: { line: IssueLine }) {
  return inIssue === null ? null : <span className="tag">in issue {inIssue}</span>
}

/** Points out what keeps the issue from being sent. */
function NotPublished({ line: { status } }: { line: IssueLine }) {
  if (status === 'published') return null
  return (
    <p className="problem">
      {status === 'withdrawn' ? 'It was withdrawn.' : 'It is not published yet.'} Publish it, or take it out:
      the issue can’t go out with it.
    </p>
  )
}

function MoveButton({
  slug,
  title,
  press,
  kind,
  label,
}: LineProps & { readonly kind: 'up' | 'down'; readonly label: string }) {
  const wasPressed = press?.kind === kind && press.slug === slug
  return (
    <button
      className="quiet"
      type="submit"
      name="press"
      value={`${kind} ${slug}`}
      data-move={kind}
      // biome-ignore lint/a11y/noAutofocus: without a script the page comes anew, and the focus stays where it was.
      autoFocus={wasPressed}
    >
      {label}
      <span className="visually-hidden"> {title}</span>
    </button>
  )
}

/** What is published and could be in the issue, too: the newest, or what is looked for. */
export function Offers(props: ComposePageProps) {
  const { hasMoreOffers, draft, issue } = props
  return (
    <>
      {hasMoreOffers || draft.find !== '' ? <FindOffers find={draft.find} /> : null}
      <div data-hint={`/desk/issues/${issue.number}/offers`} data-of="comparison find">
        <OfferList {...props} find={draft.find} />
      </div>
    </>
  )
}

function FindOffers({ find }: { readonly find: string }) {
  return (
    <div className="search">
      <label htmlFor="find">Find older ones by a tool’s name</label>
      <div>
        <input id="find" name="find" defaultValue={find} autoComplete="off" data-enter="" data-unkept="" />
        <button className="quiet" type="submit" name="press" value="find">
          Find
        </button>
      </div>
    </div>
  )
}

/** Those that are found, each with what takes it in. */
export function OfferList({ offers, find }: Pick<Composition, 'offers'> & { readonly find: string }) {
  return (
    <>
      {offers.length === 0 ? (
        <p className="empty">
          {find === '' ? 'Nothing else is published.' : `Nothing published is called “${find}”.`}
        </p>
      ) : null}
      <ul className="rows" aria-labelledby="offers">
        {offers.map((line) => (
          <li key={line.slug} data-title={comparisonTitle(line)}>
            <div>
              <a href={`/compare/${line.slug}`}>{comparisonTitle(line)}</a>
              <InIssue line={line} />
            </div>
            <button className="quiet" type="submit" name="press" value={`add ${line.slug}`}>
              Add<span className="visually-hidden"> {comparisonTitle(line)}</span>
            </button>
          </li>
        ))}
      </ul>
    </>
  )
}
