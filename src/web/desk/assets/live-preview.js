// Beside a field of Markdown stands what readers will see, a moment after each key.
for (const part of document.querySelectorAll('[data-markdown]')) {
  const field = part.querySelector('textarea')
  const preview = part.querySelector('.preview')
  const shown = preview.querySelector('.rich-text')
  let waiting
  let newest = 0

  const show = async () => {
    const turn = ++newest
    try {
      const answer = await fetch(part.dataset.markdown, {
        method: 'POST',
        body: new URLSearchParams({ text: field.value }),
      })
      // Answers may overtake each other; signed out, there is none to show.
      if (answer.ok && turn === newest) shown.innerHTML = await answer.text()
    } catch {
      // Without a connection, the last one stays.
    }
  }
  const soon = () => {
    clearTimeout(waiting)
    waiting = setTimeout(show, 250)
  }
  preview.hidden = false
  field.addEventListener('input', soon)
  field.form?.addEventListener('filled', soon)
  if (field.value !== field.defaultValue) soon()
}
// What a button would show stands there already.
if (document.querySelector('[data-markdown]')) {
  for (const button of document.querySelectorAll('button[name="intent"][value="preview"]'))
    button.hidden = true
}
