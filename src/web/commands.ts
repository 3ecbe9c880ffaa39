/** An issue's way from nothing to sent, in the order in which an editor goes it: the command, and its effect. */
export const COMMANDS = [
  ['issue new --subject "…" --intro "…" --comparisons a-vs-b,c-vs-d', 'begins a draft'],
  ['issue edit N --subject "…"', 'changes it; a scheduled one becomes a draft again'],
  ['issue preview N --open', 'shows it as it would be mailed now'],
  [
    'issue test N --to you@yours.org',
    'mails it as a test, its links inert; several addresses with commas between',
  ],
  ['issue schedule N --at 2026-12-01T09:00 --time-zone Europe/Berlin', 'plans it; --now sends it at once'],
  ['issue unschedule N', 'takes it back to draft'],
  ['issue pause N', 'stops it in mid-send; issue resume N lets it go on, issue cancel N ends it'],
  ['issue copy N --to reader@theirs.org', 'sends it once more to one subscriber who never got it'],
  ['issue show N', 'tells where it stands'],
] as const
