import type { PreferencesLink } from '../../actions/preferences/show.ts'
import type { PreferenceProblems } from '../../domain/preferences.ts'
import { Layout } from '../layout.tsx'
import { Choice } from '../parts/choice.tsx'
import { ChangeAddressForm, DownloadForm, ErasureForm } from '../parts/errand-forms.tsx'
import { Problem } from '../parts/problem.tsx'
import { SelectionFields } from '../parts/selection-fields.tsx'
import { describePreferences } from '../preferences-words.ts'
import type { Site } from '../site.ts'

/** Why the page is shown once more, above the form. */
type PreferencesNews = 'welcome' | 'saved' | 'back' | 'changed-meanwhile' | 'refused'

export interface PreferencesPageProps {
  readonly site: Site
  readonly token: string
  readonly link: Extract<PreferencesLink, { outcome: 'open' }>
  readonly news?: PreferencesNews
  /** What was chosen on a form that was not saved, in place of what is stored. */
  readonly chosen?: {
    readonly categories: readonly string[] | null
    readonly frequency: string
    readonly format: string
    readonly pausedUntil: string | null
  }
  readonly problems?: PreferenceProblems
}

const TITLES: Partial<Record<PreferencesNews, string>> = {
  welcome: 'You are subscribed',
  back: 'You are subscribed again',
  refused: 'Please look at this again',
}

/** Everything that a subscriber can decide, on one page with one button. */
export function PreferencesPage({ site, token, link, news, chosen, problems }: PreferencesPageProps) {
  const { reader, preferences } = link
  const title = (news && TITLES[news]) ?? 'Your preferences'
  return (
    <Layout site={site} title={title}>
      <div className="message preferences sheet">
        <h1>{title}</h1>
        <News site={site} link={link} news={news} />
        <PreferencesForm token={token} link={link} chosen={chosen ?? preferences} problems={problems} />
        <section aria-labelledby="address">
          <h2 id="address">Your address</h2>
          <ChangeAddressForm token={token} />
        </section>
        <section aria-labelledby="data">
          <h2 id="data">Your data</h2>
          <DownloadForm token={token} />
          <ErasureForm token={token} />
        </section>
        <section aria-labelledby="links">
          <h2 id="links">Your links</h2>
          <p>
            Whoever has a mail of yours can open this page. If somebody should not, replace your links: those
            in earlier mails then do nothing any more, but for unsubscribing, and a new one is mailed to you.
          </p>
          <form method="post" action={`/preferences/${token}/links`}>
            <button type="submit" className="quiet">
              Replace my links
            </button>
          </form>
        </section>
        <section aria-labelledby="leave">
          <h2 id="leave">Leave</h2>
          <p>
            <a href={`/unsubscribe/${token}`}>Unsubscribe</a> {reader.address} with one more press of a
            button. It can be undone for an hour.
          </p>
        </section>
      </div>
    </Layout>
  )
}

function News({ site, link, news }: Pick<PreferencesPageProps, 'site' | 'link' | 'news'>) {
  const { reader, preferences, categories } = link
  const words = describePreferences(preferences, categories)
  const address = <strong className="address">{reader.address}</strong>
  switch (news) {
    case 'saved':
      return (
        <p className="lede saved" role="status">
          <strong>Saved.</strong> {words}
        </p>
      )
    case 'welcome':
      return (
        <p className="lede" role="status">
          Thank you for confirming. {site.name} comes to {address}, and a welcome is on its way already.
          Choose here what you get, now or through the link in any mail.
        </p>
      )
    case 'back':
      return (
        <p className="lede" role="status">
          {address} stays subscribed, with everything as it was. {words}
        </p>
      )
    case 'changed-meanwhile':
      return (
        <p className="lede problem" role="alert">
          Not saved yet: these preferences were changed in another window meanwhile. Saved there: {words}{' '}
          Below is what you chose here; save once more to keep that instead.
        </p>
      )
    case 'refused':
      return <p className="lede">Nothing is saved yet. What needs another look is marked below.</p>
    default:
      return (
        <p className="lede">
          {site.name} for {address}. {words}
        </p>
      )
  }
}

function PreferencesForm({
  token,
  link: { preferences, categories },
  chosen,
  problems = {},
}: {
  token: string
  link: PreferencesPageProps['link']
  chosen: NonNullable<PreferencesPageProps['chosen']>
  problems?: PreferenceProblems | undefined
}) {
  const described = ['pause-hint', ...(problems.pausedUntil ? ['pause-problem'] : [])].join(' ')
  return (
    <form className="panel-form" method="post" action={`/preferences/${token}`} noValidate>
      <input type="hidden" name="version" value={preferences.version} />
      <SelectionFields
        categories={categories}
        chosen={chosen.categories}
        frequency={chosen.frequency}
        problems={problems}
      />
      <fieldset aria-describedby={problems.format ? 'format-problem' : undefined}>
        <legend>In which form</legend>
        <Problem id="format-problem" problem={problems.format} />
        <Choice type="radio" name="format" value="html" checked={chosen.format === 'html'}>
          HTML, with plain text beside it
        </Choice>
        <Choice type="radio" name="format" value="text" checked={chosen.format === 'text'}>
          Plain text alone
        </Choice>
      </fieldset>
      <fieldset>
        <legend>Pause</legend>
        <label htmlFor="paused-until">No mails before this day</label>
        <Problem id="pause-problem" problem={problems.pausedUntil} />
        <input
          id="paused-until"
          name="pausedUntil"
          type="date"
          min={preferences.today}
          defaultValue={chosen.pausedUntil ?? ''}
          aria-invalid={problems.pausedUntil ? true : undefined}
          aria-describedby={described}
        />
        <p className="hint" id="pause-hint">
          From that day on they come again by themselves. Empty: no pause.
        </p>
      </fieldset>
      <button type="submit">Save preferences</button>
    </form>
  )
}
