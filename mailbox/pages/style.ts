/** The whole of the pages' CSS: inline, so that a page is one request and the policy can name its hash. */
export const style = `
:root {
  color-scheme: light dark;
  --paper: light-dark(#f6f5f2, #151412);
  --card: light-dark(#fff, #1f1d1a);
  --ink: light-dark(#1c1a17, #f2efe9);
  --soft: light-dark(#5c564d, #b3aca0);
  --line: light-dark(#ddd7cc, #3a362f);
  --link: light-dark(#1f4fd8, #8fb0ff);
  --on-link: light-dark(#fff, #10182e);
  --alert: light-dark(#b3261e, #ffa79e);
}
* { box-sizing: border-box }
body { margin: 0; background: var(--paper); color: var(--ink); font: 16px/1.5 system-ui, sans-serif }
a { color: var(--link); text-underline-offset: .2em }
:focus-visible { outline: 3px solid var(--link); outline-offset: 2px; border-radius: 3px }
.top { display: flex; flex-wrap: wrap; gap: 0 1rem; align-items: baseline; padding: .75rem 1.25rem;
  border-bottom: 1px solid var(--line); background: var(--card) }
.top p { margin: 0; color: var(--soft); font-size: .875rem }
.site { margin-left: auto; color: var(--link); font-size: .875rem }
.home { color: inherit; font-weight: 700; font-size: 1.125rem; text-decoration: none }
main { max-width: 75rem; margin: 0 auto; padding: 1.25rem }
h1 { margin: 0; font-size: 1.375rem; line-height: 1.25; overflow-wrap: anywhere }
.bar { display: flex; gap: 1rem; justify-content: space-between; align-items: baseline }
.bar nav { display: flex; gap: 1rem }
h2 { margin: 1.75rem 0 .5rem; font-size: 1.0625rem; line-height: 1.3 }
form { display: flex; flex-wrap: wrap; gap: .25rem .5rem; margin: 1rem 0 }
label { width: 100%; color: var(--soft); font-size: .875rem }
input, button { font: inherit; padding: .5rem .75rem; border: 1px solid var(--soft); border-radius: 6px }
::placeholder { color: var(--soft); opacity: 1 }
input { flex: 1; min-width: 0; background: var(--card); color: inherit }
button { background: var(--link); border-color: var(--link); color: var(--on-link); font-weight: 600; cursor: pointer }
.mails { list-style: none; margin: 0; padding: 0; background: var(--card); border: 1px solid var(--line);
  border-radius: 10px; overflow: hidden }
.mails li + li { border-top: 1px solid var(--line) }
.mails a { display: grid; grid-template-columns: minmax(0, 18rem) minmax(0, 1fr) auto; gap: 0 1.25rem;
  padding: .625rem 1rem; color: inherit; text-decoration: none }
.mails a:hover { background: var(--paper) }
.mails a:hover .subject { text-decoration: underline }
.mails a:focus-visible { outline-offset: -3px; border-radius: 10px }
.mails span { overflow: hidden; text-overflow: ellipsis; white-space: nowrap }
.to, time { color: var(--soft) }
.subject { font-weight: 600 }
time { font-variant-numeric: tabular-nums }
.mails time { font-size: .875rem; line-height: 1.7 }
.pager { display: flex; justify-content: space-between; margin: 1rem 0 }
.pager a:only-child[rel=next] { margin-left: auto }
.none { padding: 2.5rem 1.25rem; text-align: center; color: var(--soft) }
section.none { background: var(--card); border: 1px dashed var(--line); border-radius: 10px }
.none h1, .none h2 { margin: 0 0 .25rem; font-size: 1.125rem; color: var(--ink) }
.none p { margin: .25rem 0 }
.lead, .none-on { max-width: 45rem; color: var(--soft) }
.alert { margin: 1rem 0; padding: .75rem 1rem; border: 2px solid var(--alert); border-radius: 10px; background: var(--card) }
.alert h2 { margin: 0; color: var(--alert) }
.alert p { margin: .25rem 0 0 }
.faults { list-style: none; margin: 0; padding: 0; background: var(--card); border: 1px solid var(--line); border-radius: 10px }
.faults > li { display: grid; grid-template-columns: minmax(0, 1fr) auto; gap: .25rem 1.5rem; align-items: start; padding: .625rem 1rem }
.faults > li + li { border-top: 1px solid var(--line) }
.faults strong { display: block; overflow-wrap: anywhere }
.faults span { color: var(--soft); font-size: .9375rem }
.faults form { justify-content: end; align-items: end; margin: 0; width: 22rem; max-width: 100% }
.faults ol form, ol.faults form { width: auto }
.field { display: flex; flex-wrap: wrap; flex: 1; gap: 0 .5rem; align-items: center; min-width: 0; margin: 0 }
.field label { width: auto }
.field input { padding: .375rem .625rem }
.faults details { width: 100%; font-size: .875rem }
.faults summary { color: var(--link); cursor: pointer; text-align: right }
details .field { margin: .375rem 0 }
details .field label { flex: 1 }
details .field input { flex: 0 1 9rem }
details .check input, .check input { flex: none; width: 1.125rem; height: 1.125rem }
.faults button, .events button { padding: .375rem .75rem; background: none; border-color: var(--link); color: var(--link) }
.faults button:hover, .events button:hover { background: var(--link); color: var(--on-link) }
.events { margin: 0 0 1.25rem }
.events h2 { width: 100%; margin: 0 0 .25rem }
small { color: var(--soft); overflow-wrap: anywhere }
th time { font-size: .8125rem; font-weight: 400 }
.title { margin: .75rem 0 }
.envelope { display: grid; grid-template-columns: auto 1fr; gap: .125rem 1rem; margin: 0 0 1.25rem }
dt { color: var(--soft) }
dd { margin: 0; overflow-wrap: anywhere }
.tabs, .schemes { display: flex; flex-wrap: wrap; gap: .375rem; margin-bottom: 1rem }
.tabs { padding-bottom: .75rem; border-bottom: 1px solid var(--line) }
.tabs a, .schemes a { padding: .3rem .75rem; border: 1px solid var(--line); border-radius: 99px; background: var(--card);
  color: var(--ink); font-size: .875rem; text-decoration: none }
.tabs a:hover, .schemes a:hover { border-color: var(--link) }
.tabs a[aria-current], .schemes a[aria-current] { background: var(--link); border-color: var(--link); color: var(--on-link) }
.schemes a:last-child { margin-left: auto; border-color: transparent; background: none; color: var(--link) }
iframe { display: block; width: 100%; height: 80vh; min-height: 30rem; margin: 0 auto; border: 1px solid var(--line); border-radius: 10px }
iframe.phone { box-sizing: content-box; width: 375px; height: 720px; border: 6px solid #6f695f; border-radius: 28px }
iframe.light { color-scheme: light; background: #fff }
iframe.dark { color-scheme: dark; background: #121212 }
pre { margin: 0; padding: 1rem 1.25rem; background: var(--card); border: 1px solid var(--line); border-radius: 10px;
  font: .875rem/1.55 ui-monospace, Menlo, Consolas, monospace; white-space: pre-wrap; overflow-wrap: anywhere; tab-size: 2 }
table { width: 100%; margin-bottom: 1.5rem; border-collapse: collapse; background: var(--card); font-size: .9375rem }
caption { padding: .25rem 0; text-align: left; font-weight: 700 }
th, td { padding: .5rem .75rem; border: 1px solid var(--line); text-align: left; vertical-align: top; overflow-wrap: anywhere }
th { width: 14rem; color: var(--soft); font-weight: 500 }
@media (max-width: 45rem) {
  main { padding: 1rem }
  .mails a { grid-template-columns: minmax(0, 1fr) auto }
  .subject { grid-row: 1; grid-column: 1 / -1 }
  .mails time { font-size: .8125rem }
  .mails .to { font-size: .875rem }
  th { width: 8rem }
  .faults > li { grid-template-columns: minmax(0, 1fr) }
  .faults form { justify-content: start; width: 100% }
  .faults summary { text-align: left }
  iframe.phone { width: min(375px, 100vw); margin-left: calc(50% - min(375px, 100vw) / 2); border-width: 1px 0; border-radius: 0 }
}
`
