// Keeps the page of a send up to date: the numbers by the second, and all of it once the status is another.
const said = document.createElement('p')
said.className = 'visually-hidden'
said.setAttribute('role', 'status')
let source

follow()
// A browser has few connections for a site: a page that nobody looks at keeps none.
document.addEventListener('visibilitychange', () => {
  if (document.hidden) source?.close()
  else if (source) renew()
})
addEventListener('pagehide', () => source?.close())

function follow() {
  const section = document.querySelector('[data-follow]')
  if (!section) {
    source = undefined
    return
  }
  document.body.append(said)
  source?.close()
  const opened = new EventSource(section.dataset.follow)
  source = opened
  opened.addEventListener('progress', (event) => {
    const { status, html } = JSON.parse(event.data)
    section.innerHTML = html
    if (status === section.dataset.status) return
    opened.close()
    renew()
  })
  // There is no more to tell, or nobody is signed in any more: the page itself says which.
  opened.addEventListener('end', () => {
    opened.close()
    renew()
  })
  opened.addEventListener('error', () => {
    if (opened.readyState === EventSource.CLOSED) setTimeout(renew, 5_000)
  })
}

async function renew() {
  let answer
  try {
    answer = await fetch(location.pathname)
  } catch {
    setTimeout(renew, 5_000)
    return
  }
  if (answer.redirected || !answer.ok) {
    location.reload()
    return
  }
  const page = new DOMParser().parseFromString(await answer.text(), 'text/html')
  const content = document.getElementById('content')
  const hadFocus = content.contains(document.activeElement)
  content.replaceChildren(...page.getElementById('content').childNodes)
  if (hadFocus) {
    const heading = content.querySelector('h1')
    heading.tabIndex = -1
    heading.focus()
  }
  said.textContent = content.querySelector('[data-progress-words]')?.textContent ?? ''
  follow()
}
