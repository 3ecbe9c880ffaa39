// Keeps the page of a send up to date: the numbers by the second, and all of it once the status is another.
const said = document.createElement('p')
said.className = 'visually-hidden'
said.setAttribute('role', 'status')

follow()

function follow() {
  const section = document.querySelector('[data-follow]')
  if (!section) return
  document.body.append(said)
  const source = new EventSource(section.dataset.follow)
  source.addEventListener('progress', async (event) => {
    const { status, html } = JSON.parse(event.data)
    section.innerHTML = html
    if (status === section.dataset.status) return
    source.close()
    await renew()
  })
  // There is no more to tell, or nobody is signed in any more: the page itself says which.
  source.addEventListener('end', () => {
    source.close()
    renew()
  })
  source.addEventListener('error', () => {
    if (source.readyState === EventSource.CLOSED) setTimeout(renew, 5_000)
  })
  addEventListener('pagehide', () => source.close(), { once: true })
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
