// What is in a list, and in what order: by mouse, by keyboard, and as keep-typing has it filled. Nothing of it is saved
// before its form is; without this its buttons save at once.
const list = document.querySelector('[data-order]')

if (list) {
  const form = list.closest('form')
  const status = form.querySelector('[data-order-status]')
  // By what they stand for: those that the page came with, and those that were made since.
  const rows = new Map()
  const standsFor = (row) => row.querySelector(`input[name="${list.dataset.order}"]`).value
  for (const row of list.children) {
    row.draggable = true
    rows.set(standsFor(row), row)
  }
  for (const hint of form.querySelectorAll('[data-with-script]')) hint.hidden = false

  const presses = {
    up: (value, button) => {
      move(rows.get(value), -1)
      button.focus()
    },
    down: (value, button) => {
      move(rows.get(value), 1)
      button.focus()
    },
    remove: takeOut,
    add,
    // What is looked for is found while it is typed.
    find: () => {},
  }
  form.addEventListener('submit', (event) => {
    if (event.submitter?.name !== 'press') return
    event.preventDefault()
    const [kind, value] = event.submitter.value.split(' ')
    presses[kind](value, event.submitter)
  })

  list.addEventListener('keydown', (event) => {
    const row = event.target.closest('li')
    const by = { ArrowUp: -1, ArrowDown: 1 }[event.key]
    if (!event.altKey || !row || !by) return
    event.preventDefault()
    move(row, by)
    event.target.focus()
  })

  list.addEventListener('fill', ({ detail }) => {
    list.replaceChildren(...detail.map(([value, title]) => rowOf(value, title)))
    show()
  })

  let dragged = null
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
    tellPlace(dragged)
    dragged = null
  })

  function move(row, by) {
    const other = by < 0 ? row.previousElementSibling : row.nextElementSibling
    if (!other) return
    list.insertBefore(row, by < 0 ? other : other.nextElementSibling)
    tellPlace(row)
  }

  function takeOut(value) {
    const row = rows.get(value)
    const next = row.nextElementSibling ?? row.previousElementSibling
    row.remove()
    const button = next?.querySelector('[value^="remove "]') ?? form.querySelector('[value^="add "]')
    ;(button ?? form.querySelector('button')).focus()
    tell(`${row.dataset.title} is out of the list.`)
  }

  function add(value, button) {
    const offer = button.closest('li')
    const row = rowOf(value, offer.dataset.title)
    list.append(row)
    const next = (offer.nextElementSibling ?? offer.previousElementSibling)?.querySelector('button')
    offer.remove()
    ;(next ?? row.querySelector('[value^="remove "]')).focus()
    tellPlace(row)
  }

  function tellPlace(row) {
    const place = [...list.children].indexOf(row) + 1
    tell(`${row.dataset.title} is number ${place} of ${list.children.length}.`)
  }

  function tell(what) {
    status.textContent = `${what} Not saved yet.`
    show()
    list.dispatchEvent(new Event('input', { bubbles: true }))
  }

  function show() {
    const { length } = list.children
    form.querySelector('[data-order-empty]').hidden = length > 0
    form.querySelector('[data-order-help]').hidden = length < 2
  }

  function rowOf(value, title) {
    if (!rows.has(value)) rows.set(value, newRow(value, title))
    return rows.get(value)
  }

  // A row as the server makes them: of its template, with what it stands for put in.
  function newRow(value, title) {
    const template = document.querySelector(`template[data-row="${list.dataset.order}"]`)
    const row = template.content.firstElementChild.cloneNode(true)
    const put = (text) => text.replace('{value}', () => value).replace('{title}', () => title)
    for (const element of [row, ...row.querySelectorAll('*')]) {
      for (const attribute of element.attributes) attribute.value = put(attribute.value)
      for (const node of element.childNodes) if (node.nodeType === Node.TEXT_NODE) node.data = put(node.data)
    }
    row.draggable = true
    return row
  }
}
