// The order of a list, by mouse and by keyboard. Without this its buttons ask the server for the same.
const list = document.querySelector('[data-order]')
const status = document.querySelector('[data-order-status]')

function move(item, by) {
  const other = by < 0 ? item.previousElementSibling : item.nextElementSibling
  if (!other) return
  list.insertBefore(item, by < 0 ? other : other.nextElementSibling)
  tell(item)
}

function tell(item) {
  const place = [...list.children].indexOf(item) + 1
  status.textContent = `${item.dataset.title} is number ${place} of ${list.children.length}. Not saved yet.`
  list.dispatchEvent(new Event('input', { bubbles: true }))
}

if (list) {
  for (const hint of document.querySelectorAll('[data-with-script]')) hint.hidden = false

  list.addEventListener('click', (event) => {
    const button = event.target.closest('[data-move]')
    if (!button) return
    event.preventDefault()
    move(button.closest('li'), button.dataset.move === 'up' ? -1 : 1)
    button.focus()
  })

  list.addEventListener('keydown', (event) => {
    const item = event.target.closest('li')
    const by = { ArrowUp: -1, ArrowDown: 1 }[event.key]
    if (!event.altKey || !item || !by) return
    event.preventDefault()
    move(item, by)
    event.target.focus()
  })

  let dragged = null
  const letDrag = () => {
    for (const item of list.children) item.draggable = true
  }
  letDrag()
  list.closest('form').addEventListener('filled', letDrag)
  list.addEventListener('dragstart', (event) => {
    dragged = event.target.closest('li')
    event.dataTransfer.effectAllowed = 'move'
    dragged.classList.add('dragged')
  })
  list.addEventListener('dragover', (event) => {
    const over = event.target.closest('li')
    if (!dragged || !over) return
    event.preventDefault()
    if (over === dragged) return
    const { top, height } = over.getBoundingClientRect()
    list.insertBefore(dragged, event.clientY < top + height / 2 ? over : over.nextElementSibling)
  })
  list.addEventListener('drop', (event) => event.preventDefault())
  list.addEventListener('dragend', () => {
    if (!dragged) return
    dragged.classList.remove('dragged')
    tell(dragged)
    dragged = null
  })
}
