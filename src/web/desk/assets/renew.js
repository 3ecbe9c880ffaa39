// What is settled within seconds comes into the parts with data-renew="soon" once it is known; less often, the longer it takes.
const LONGEST_WAIT = 30_000
const waiting = () => document.querySelectorAll('[data-renew="soon"]')

async function renew(wait) {
  try {
    const answer = await fetch(location.href)
    if (answer.redirected || !answer.ok) return location.reload()
    const page = new DOMParser().parseFromString(await answer.text(), 'text/html')
    const fresh = page.querySelectorAll('[data-renew]')
    for (const [index, part] of waiting().entries()) {
      part.innerHTML = fresh[index].innerHTML
      part.dataset.renew = fresh[index].dataset.renew
    }
  } catch {
    // Without a connection, it is asked for again later.
  }
  soon(Math.min(wait * 1.5, LONGEST_WAIT))
}

function soon(wait) {
  if (waiting().length > 0) setTimeout(renew, wait, wait)
}

soon(1_000)
