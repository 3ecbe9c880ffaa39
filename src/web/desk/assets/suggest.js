// A field with data-suggest="path" offers what can be chosen for it, a moment after each key.
for (const field of document.querySelectorAll('[data-suggest]')) {
  let waiting
  let newest = 0

  const offer = async () => {
    const turn = ++newest
    try {
      const answer = await fetch(`${field.dataset.suggest}?${new URLSearchParams({ q: field.value })}`)
      if (!answer.ok) return
      const options = (await answer.json()).map(({ value, label }) => new Option(label, value))
      // Answers may overtake each other.
      if (turn === newest) field.list.replaceChildren(...options)
    } catch {
      // Without a connection it is a field like any other.
    }
  }
  field.addEventListener('input', () => {
    clearTimeout(waiting)
    waiting = setTimeout(offer, 150)
  })
}
