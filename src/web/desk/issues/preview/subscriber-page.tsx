import type { PortionOfIssue, SubscriberPreview } from '../../../../actions/issue/preview-for.ts'
import { type DeliveryState, EXCLUSIONS } from '../../../../domain/delivery.ts'
import type { Editor } from '../../../../domain/editor.ts'
import type { Issue } from '../../../../domain/issue.ts'
import type { Selection } from '../../../../domain/selection.ts'
import type { Site } from '../../../site.ts'
import { IssueLayout } from '../issue-layout.tsx'
import { EditionFacts } from './edition-facts.tsx'
import { editionName } from './edition-name.ts'
import { MailPane } from './mail-pane.tsx'
import type { MailView } from './mail-view.ts'

export interface SubscriberPageProps {
  readonly site: Site
  readonly editor: Editor
  readonly subscriberId: number
  readonly preview: SubscriberPreview
  readonly view: MailView
}

/** What an issue brings one subscriber. Their address is not on it: whoever looked them up knows it. */
export function SubscriberPage({ site, editor, subscriberId, preview, view }: SubscriberPageProps) {
  const { issue, selection, portion } = preview
  const base = `/desk/issues/${issue.number}/preview`
  return (
    <IssueLayout {...{ site, editor, issue }} tab="/preview">
      <section className="preview-one" aria-labelledby="shown">
        <h2 id="shown">What subscriber {subscriberId} gets</h2>
        <p className="lede">{inWords(portion, issue)}</p>
        {selection ? <p className="note">{chosen(selection)}</p> : null}
        {portion.gets === 'an-edition' ? (
          <>
            <EditionFacts shown={portion.shown} comparisons={preview.comparisons} />
            <MailPane
              issueNumber={issue.number}
              {...{ shown: portion.shown, view }}
              path={`${base}/subscribers/${subscriberId}`}
            />
          </>
        ) : null}
        <p className="more">
          <a href={base}>Back to the preview</a>
        </p>
      </section>
    </IssueLayout>
  )
}

function inWords(portion: PortionOfIssue, { comparisons }: Issue): string {
  switch (portion.gets) {
    case 'an-edition':
      return `${editionName(portion.shown)}${portion.state ? `: ${STATES[portion.state]}` : ', if nothing changes until it is frozen'}.`
    case 'nothing':
      if (portion.because === 'nothing-left' && comparisons.length === 0)
        return 'Nothing yet: the issue has no comparisons.'
      return `Nothing: ${EXCLUSIONS[portion.because]}.`
    case 'not-confirmed':
      return portion.status === 'pending'
        ? 'Nothing: they asked for the newsletter and have not confirmed it yet.'
        : 'Nothing: they are not subscribed any more.'
    case 'not-in-ledger':
      return 'Nothing that is on record: they were not subscribed when the issue was frozen, or its ledger is retired.'
  }
}

const STATES: Record<DeliveryState, string> = {
  excluded: 'they are left out',
  'to-send': 'still to send',
  accepted: 'accepted by the mail service',
  rejected: 'refused by the mail service',
  unknown: 'on its way, and no clear answer came yet',
}

function chosen({ categories, frequency, format }: Selection): string {
  const what = categories === null ? 'all categories' : categories.join(', ') || 'no category'
  return `They chose ${what}; ${frequency}; ${format === 'html' ? 'HTML' : 'plain text'}.`
}
