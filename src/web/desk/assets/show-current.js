// On a phone, a navigation is one row that is moved sideways: where one is, is brought into view.
for (const here of document.querySelectorAll('.desk-bar [aria-current], .tabs [aria-current]')) {
  const row = here.parentElement
  row.scrollLeft = here.offsetLeft - row.offsetLeft - (row.clientWidth - here.offsetWidth) / 2
}
