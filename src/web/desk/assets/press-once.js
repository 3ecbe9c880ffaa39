// A form that is on its way is not sent again by a second press. Whoever comes back to the page may.
document.addEventListener('submit', (event) => {
  // A file leaves the page as it is, and can be asked for again.
  if (event.target.dataset.download !== undefined) return
  if (event.target.dataset.sent) event.preventDefault()
  else if (!event.defaultPrevented) event.target.dataset.sent = 'yes'
})
addEventListener('pageshow', () => {
  for (const form of document.forms) delete form.dataset.sent
})
