import { Hono } from 'hono'
import { renderToStaticMarkup } from 'react-dom/server'
import { composeIssue } from '../../../../actions/issue/compose.ts'
import { type DiscardOutcome, discardIssue, undiscardIssue } from '../../../../actions/issue/discard.ts'
import { type EditOutcome, editIssue } from '../../../../actions/issue/edit.ts'
import { previewSubject } from '../../../../actions/issue/preview-subject.ts'
import { showIssue } from '../../../../actions/issue/show.ts'
import type { Issue, IssueStatus } from '../../../../domain/issue.ts'
import { toHtml } from '../../../to-html.ts'
import type { DeskEnv, DeskParts, DeskRequest } from '../../desk-parts.ts'
import { keptFields } from '../../kept-fields.ts'
import { deskNotFound } from '../../not-found.tsx'
import { issueNumberOf } from '../issue-number.ts'
import { IssuePage } from '../issue-page.tsx'
import { ComposePage, type ComposePageProps } from './compose-page.tsx'
import { type DraftForm, formOf, isSame, pressed, readDraft } from './draft-form.ts'
import { SubjectHint } from './subject-hint.tsx'

type Answer = Pick<ComposePageProps, 'state' | 'problems' | 'collision' | 'trouble' | 'press'> & {
  readonly draft?: DraftForm
  readonly status?: 200 | 409 | 422
}

/** An issue's first tab. */
export function composeRoutes({ site }: DeskParts): Hono<DeskEnv> {
  const desk = new Hono<DeskEnv>()

  desk.get('/issues/:number', (c) => {
    return show(c, { state: SAVED.find((saved) => saved === c.req.query('saved')) })
  })

  desk.post('/issues/:number', async (c) => {
    const { draft, press } = readDraft((await keptFields(c)) ?? [])
    // What is pressed about the list changes nothing yet: the page comes back with all that was typed.
    if (press.kind !== 'save') {
      return show(c, {
        draft: { ...draft, comparisons: pressed(draft.comparisons, press) },
        state: press.kind === 'find' ? undefined : 'unsaved',
        press,
      })
    }
    const { version, seen, unschedules, subject, preheader, intro, comparisons } = draft
    const number = issueNumberOf(c)
    if (number === undefined) return deskNotFound(c, site, 'issue')
    const changes = { subject, preheader, intro, comparisons }
    const edited = await editIssue(c.var.context, number, changes, {
      version,
      comparisons: seen,
      unschedules,
    })
    return answer(c, draft, edited)
  })

  desk.post('/issues/:number/discard', async (c) =>
    answerDiscard(c, await discardIssue(c.var.context, issueNumberOf(c) ?? 0), ''),
  )

  desk.post('/issues/:number/discard/removal', async (c) =>
    answerDiscard(c, await undiscardIssue(c.var.context, issueNumberOf(c) ?? 0), '?saved=undiscarded'),
  )

  desk.post('/previews/subject', async (c) => {
    const { draft } = readDraft((await keptFields(c)) ?? [])
    const mailed = await previewSubject(c.var.context, draft)
    return c.html(renderToStaticMarkup(<SubjectHint mailed={mailed} />))
  })

  return desk

  function answer(c: DeskRequest, draft: DraftForm, edited: EditOutcome) {
    switch (edited.outcome) {
      case 'edited': {
        const saved = edited.was === 'draft' ? 'saved' : 'unscheduled'
        return c.redirect(`/desk/issues/${issueNumberOf(c)}?saved=${saved}`, 303)
      }
      case 'not-found':
        return deskNotFound(c, site, 'issue')
      case 'changed-meanwhile': {
        const { issue } = edited
        const onTop = { ...draft, version: issue.version, seen: issue.comparisons, unschedules: false }
        return show(c, { draft: onTop, collision: issue, status: 409 })
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

  async function show(c: DeskRequest, { draft, state, status = 200, ...rest }: Answer) {
    const { context, editor } = c.var
    const number = issueNumberOf(c)
    const asked = draft && { list: draft.comparisons, find: draft.find }
    const composition = number === undefined ? undefined : await composeIssue(context, number, asked)
    if (!composition) return deskNotFound(c, site, 'issue')
    const props = { site, editor, ...composition }
    if (draft || composition.canEdit) {
      const isTyped = draft && !isSame(draft, formOf(composition))
      return c.html(
        toHtml(
          <ComposePage
            {...props}
            draft={draft ?? formOf(composition)}
            isTyped={isTyped}
            state={isTyped === false ? undefined : state}
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

function unconfirmed({ status }: Issue): string {
  return `It is ${status}. Say that it is to become a draft again, and save once more.`
}

function unsavable(status: IssueStatus): string {
  return status === 'discarded'
    ? 'Nothing was saved: this draft was discarded meanwhile. Open it in another tab, make it a draft again, and save then.'
    : `Nothing was saved: what the readers of this issue get can’t be changed now. It is ${status}.`
}
