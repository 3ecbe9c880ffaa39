// The hint of a field within data-hint="where to ask" says what it comes to, a moment after each change of its form.
for (const part of document.querySelectorAll('[data-hint]')) {
  const form = part.closest('form')
  const hint = part.querySelector('.hint')
  const asks = () => {
    const fields = [...new FormData(form)].filter(([name]) => part.dataset.of.split(' ').includes(name))
    return new URLSearchParams(fields).toString()
  }
  let asked = asks()
  let waiting

  const show = async () => {
    const now = asks()
    if (now === asked) return
    asked = now
    try {
      const answer = await fetch(part.dataset.hint, { method: 'POST', body: new URLSearchParams(now) })
      // Answers may overtake each other; signed out, there is none to show.
      if (answer.ok && now === asked) hint.innerHTML = await answer.text()
    } catch {
      // Without a connection, the last one stays.
    }
  }
  const soon = () => {
    clearTimeout(waiting)
    waiting = setTimeout(show, 250)
  }
  form.addEventListener('input', soon)
  form.addEventListener('filled', soon)
  // What was typed before may be back already.
  soon()
}
