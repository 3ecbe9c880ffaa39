// On an issue's other pages: that something typed under Compose is kept in this browser, and not saved.
function look() {
  for (const notice of document.querySelectorAll('[data-unsaved]')) {
    try {
      const kept = localStorage.getItem(`keep:${document.body.dataset.editor}:${notice.dataset.unsaved}`)
      notice.hidden = kept === null
    } catch {
      // Switched off: nothing is kept.
    }
  }
}

if (document.querySelector('[data-unsaved]')) {
  look()
  // It is saved or discarded in another tab, or on the page before this one.
  addEventListener('storage', look)
  addEventListener('pageshow', look)
  // Sending has a new page put into its place.
  new MutationObserver(look).observe(document.getElementById('content'), { childList: true })
}
