// What stands within data-hint="where to ask" depends on some fields of its form: it is asked for anew a moment after
// one of them changes. Of a field it is the hint.
for (const part of document.querySelectorAll('[data-hint]')) {
  const form = part.closest('form')
  const hint = part.querySelector('.hint') ?? part
  const asks = () => {
    const fields = [...new FormData(form)].filter(([name]) => part.dataset.of.split(' ').includes(name))
    return new URLSearchParams(fields).toString()
  }
  // As the page came: what was typed before comes back after this.
  let asked = asks()
  let waiting

  const show = async () => {
    const now = asks()
    if (now === asked) return
    asked = now
    try {
      const answer = await fetch(part.dataset.hint, { method: 'POST', body: new URLSearchParams(now) })
      // Answers may overtake each other; signed out, there is none to show.
      if (answer.ok && now === asked) put(await answer.text())
    } catch {
      // Without a connection, the last one stays.
    }
  }
  const put = (html) => {
    const held = hint.contains(document.activeElement) ? document.activeElement.value : undefined
    hint.innerHTML = html
    if (held) hint.querySelector(`[value="${CSS.escape(held)}"]`)?.focus()
  }
  const soon = () => {
    clearTimeout(waiting)
    waiting = setTimeout(show, 250)
  }
  form.addEventListener('input', soon)
  form.addEventListener('filled', soon)
}
