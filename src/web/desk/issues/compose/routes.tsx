import { Hono } from 'hono'
import { renderToStaticMarkup } from 'react-dom/server'
import { composeIssue, previewPreheader } from '../../../../actions/issue/compose.ts'
import { type DiscardOutcome, discardIssue, undiscardIssue } from '../../../../actions/issue/discard.ts'
import { type EditOutcome, editIssue } from '../../../../actions/issue/edit.ts'
import { findReadiness } from '../../../../actions/issue/find-readiness.ts'
import { previewSubject } from '../../../../actions/issue/preview-subject.ts'
import { showIssue } from '../../../../actions/issue/show.ts'
import type { Issue, IssueStatus } from '../../../../domain/issue.ts'
import { toHtml } from '../../../to-html.ts'
import type { DeskEnv, DeskParts, DeskRequest } from '../../desk-parts.ts'
import { keptForm } from '../../kept-form.ts'
import { deskNotFound } from '../../not-found.tsx'
import { readSearch } from '../../writing/read-search.ts'
import { issueNumberOf } from '../issue-number.ts'
import { IssuePage } from '../issue-page.tsx'
import { ComposePage, type ComposePageProps } from './compose-page.tsx'
import { type DraftForm, formOf, type Press, readDraft, readPress } from './draft-form.ts'
import { preheaderHint, SubjectHint } from './hints.tsx'
import { OfferList } from './lines.tsx'

type Answer = Pick<ComposePageProps, 'state' | 'problems' | 'theirs' | 'trouble' | 'press'> & {
  readonly draft?: DraftForm
  readonly find?: string
  readonly status?: 200 | 409 | 422
}

/** An issue's first tab. */
export function composeRoutes({ site, enqueue }: DeskParts): Hono<DeskEnv> {
  const desk = new Hono<DeskEnv>()

  desk.get('/issues/:number', (c) => {
    const { saved, press = '' } = c.req.query()
    const state = SAVED.find((one) => one === saved)
    return show(c, { state, press: readPress(press), find: readSearch(c).words })
  })

  desk.post('/issues/:number', async (c) => {
    const { draft, press } = await readPressed(c)
    if (press.kind === 'find') return show(c, { draft })
    const { version, seen, unschedules, subject, preheader, intro, comparisons } = draft
    const number = issueNumberOf(c)
    const changes = { subject, preheader, intro, comparisons }
    const edited = await editIssue(c.var.context, number, changes, {
      version,
      comparisons: seen,
      unschedules,
    })
    return answer(c, draft, press, edited)
  })

  // Below the list, as it stands in the form.
  desk.post('/issues/:number/offers', async (c) => {
    const { draft } = await readPressed(c)
    const asked = { list: draft.comparisons, find: draft.find }
    const composition = await composeIssue(c.var.context, issueNumberOf(c), asked)
    if (!composition) return deskNotFound(c, site, 'issue')
    return c.html(renderToStaticMarkup(<OfferList {...composition} find={draft.find} />))
  })

  desk.post('/issues/:number/discard', async (c) =>
    answerDiscard(c, await discardIssue(c.var.context, issueNumberOf(c)), ''),
  )

  desk.post('/issues/:number/discard/removal', async (c) =>
    answerDiscard(c, await undiscardIssue(c.var.context, issueNumberOf(c)), '?saved=undiscarded'),
  )

  desk.post('/previews/subject', async (c) => {
    const { draft } = await readPressed(c)
    const mailed = await previewSubject(c.var.context, draft)
    return c.html(renderToStaticMarkup(<SubjectHint mailed={mailed} />))
  })

  desk.post('/previews/preheader', async (c) => {
    const { draft } = await readPressed(c)
    const derived = await previewPreheader(c.var.context, draft.comparisons)
    return c.html(renderToStaticMarkup(preheaderHint(derived)))
  })

  return desk

  async function answer(c: DeskRequest, draft: DraftForm, press: Press, edited: EditOutcome) {
    switch (edited.outcome) {
      case 'edited': {
        enqueue([{ kind: 'check-links' }])
        const query = new URLSearchParams({ saved: edited.was === 'draft' ? 'saved' : 'unscheduled' })
        if ('slug' in press) query.set('press', `${press.kind} ${press.slug}`)
        if (draft.find !== '') query.set('q', draft.find)
        return c.redirect(`/desk/issues/${issueNumberOf(c)}?${query}`, 303)
      }
      case 'not-found':
        return deskNotFound(c, site, 'issue')
      case 'changed-meanwhile': {
        const theirs = (await composeIssue(c.var.context, edited.issue.number))!
        const { version, comparisons: seen } = theirs.issue
        return show(c, { draft: { ...draft, version, seen, unschedules: false }, theirs, status: 409 })
      }
      case 'unconfirmed':
        return show(c, { draft, problems: { unschedules: unconfirmed(edited.issue) }, status: 422 })
      case 'on-its-way':
        return show(c, { draft, trouble: unsavable(edited.status), status: 409 })
      case 'refused':
        return show(c, { draft, problems: { [edited.field]: edited.problem }, status: 422 })
    }
  }

  function answerDiscard(c: DeskRequest, discarded: DiscardOutcome, then: string) {
    switch (discarded.outcome) {
      case 'done':
        return c.redirect(`/desk/issues/${issueNumberOf(c)}${then}`, 303)
      case 'not-found':
        return deskNotFound(c, site, 'issue')
      case 'of-a-week':
        return show(c, { trouble: OF_A_WEEK, status: 409 })
      case 'not-a-draft':
        return show(c, { trouble: `It is ${discarded.status} by now, and no draft.`, status: 409 })
    }
  }

  async function show(c: DeskRequest, { draft, find, status = 200, ...rest }: Answer) {
    const { context, editor } = c.var
    const asked = draft ? { list: draft.comparisons, find: draft.find } : { find }
    const composition = await composeIssue(context, issueNumberOf(c), asked)
    if (!composition) return deskNotFound(c, site, 'issue')
    const props = { site, editor, ...composition }
    if (draft || composition.canEdit) {
      const { issue } = composition
      const readiness = issue.status === 'scheduled' ? await findReadiness(context, [issue]) : undefined
      return c.html(
        toHtml(
          <ComposePage
            {...props}
            readiness={readiness?.get(issue.number)}
            draft={draft ?? formOf(composition, find ?? '')}
            isTyped={draft !== undefined}
            {...rest}
          />,
        ),
        status,
      )
    }
    const issue = await showIssue(context, composition.issue.number)
    return issue
      ? c.html(
          toHtml(<IssuePage {...composition} {...{ site, editor, issue }} trouble={rest.trouble} />),
          status,
        )
      : deskNotFound(c, site, 'issue')
  }
}

/** What a press can have made of an issue. */
const SAVED = ['saved', 'unscheduled', 'undiscarded'] as const

const OF_A_WEEK =
  'It was not discarded, as it is a week’s draft, and another would open in its place. Skip the week in the calendar.'

async function readPressed(c: DeskRequest) {
  return readDraft((await keptForm(c))?.fields ?? [])
}

function unconfirmed({ status }: Issue): string {
  return `It is ${status}. Say that it is to become a draft again, and save once more.`
}

function unsavable(status: IssueStatus): string {
  return status === 'discarded'
    ? 'Nothing was saved: this draft was discarded meanwhile. Open it in another tab, make it a draft again, and save then.'
    : `Nothing was saved: what the readers of this issue get can’t be changed now. It is ${status}.`
}
