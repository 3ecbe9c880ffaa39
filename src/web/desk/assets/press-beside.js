// Enter in a field with data-enter presses the button beside it, and not the first one of its form.
for (const field of document.querySelectorAll('[data-enter]')) {
  field.addEventListener('keydown', (event) => {
    if (event.key !== 'Enter' || event.isComposing) return
    event.preventDefault()
    field.form.requestSubmit(field.parentElement.querySelector('button'))
  })
}
