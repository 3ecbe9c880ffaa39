// What is typed into a form with data-keep="name" is kept in this browser until it is saved, for the editor who
// typed it. It comes back with the version that it was made from, so that saving it overwrites nobody unseen.
const editor = document.body.dataset.editor
const prefix = `keep:${editor}:`

const store = {
  read(key) {
    try {
      return JSON.parse(localStorage.getItem(key))
    } catch {
      return null
    }
  },
  write(key, value) {
    try {
      localStorage.setItem(key, JSON.stringify(value))
    } catch {
      // Full, or switched off: there is nothing better to do than go on without.
    }
  },
  forget(key) {
    try {
      localStorage.removeItem(key)
    } catch {}
  },
  keys() {
    try {
      return Object.keys(localStorage).filter((key) => key.startsWith(prefix))
    } catch {
      return []
    }
  },
}

if (editor) {
  for (const { dataset } of document.querySelectorAll('[data-saved]')) {
    for (const name of dataset.saved.split(' ')) store.forget(prefix + name)
    // Seen again later, the page is not to forget what was typed since.
    const address = new URL(location.href)
    address.searchParams.delete('saved')
    history.replaceState(null, '', address)
  }
  for (const form of document.querySelectorAll('form[data-keep]')) keep(form, prefix + form.dataset.keep)
  for (const form of document.querySelectorAll('form[action="/desk/account/sign-out"]')) {
    form.addEventListener('submit', () => store.keys().forEach(store.forget))
  }
}

function keep(form, key) {
  const sent = fieldsOf(form)
  const kept = store.read(key)
  if (form.dataset.typed !== undefined) {
    // The page itself brings back what was typed.
    store.write(key, typedInto(form, kept))
  } else if (kept && isSame(kept.fields, sent)) {
    store.forget(key)
  } else if (kept) {
    fill(form, kept)
    form.prepend(
      notice(kept.at, () => {
        store.forget(key)
        fill(form, { fields: sent })
      }),
    )
  }
  const save = () => {
    const typed = typedInto(form, form.dataset.typed === undefined ? undefined : kept)
    if (form.dataset.typed === undefined && isSame(typed.fields, sent)) store.forget(key)
    else store.write(key, typed)
  }
  form.addEventListener('input', save)
  form.addEventListener('change', save)
}

// What is kept: the fields, and what the rows of lists are called, as a page that comes later may not have them.
// A page that shows what somebody else saved meanwhile is made from that: whoever leaves it and comes back is to be
// shown both again, so what was kept before says what the words were written from.
function typedInto(form, before) {
  const rows = [...form.querySelectorAll('[data-order] > li')]
  const titles = Object.fromEntries(rows.map((row) => [standsFor(row), row.dataset.title]))
  const fields = fieldsOf(form)
  if (!before) return { at: Date.now(), fields, titles }
  const isBase = ([name]) => name === 'version' || name === 'seen'
  const base = before.fields.filter(isBase)
  return { at: Date.now(), fields: [...base, ...fields.filter((field) => !isBase(field))], titles }
}

function standsFor(row) {
  return row.querySelector(`input[name="${row.parentElement.dataset.order}"]`).value
}

function fieldsOf(form) {
  const isKept = ([name, value]) =>
    typeof value === 'string' && form.elements[name]?.dataset?.unkept === undefined
  return [...new FormData(form)].filter(isKept)
}

function isSame(some, others) {
  return JSON.stringify(some) === JSON.stringify(others)
}

function fill(form, { fields, titles = {} }) {
  const values = new Map()
  for (const [name, value] of fields) values.set(name, [...(values.get(name) ?? []), value])
  for (const list of form.querySelectorAll('[data-order]')) fillList(list, values, titles)
  const shown = new Set()
  for (const field of [...form.elements]) {
    if (!field.name || field.type === 'submit' || field.type === 'button' || field.type === 'file') continue
    if (field.closest('[data-order]') || field.dataset.unkept !== undefined) continue
    const given = values.get(field.name) ?? []
    if (field.type === 'hidden' && given.length === 0) field.remove()
    else if (field.type === 'checkbox' || field.type === 'radio') field.checked = given.includes(field.value)
    else field.value = given.shift() ?? ''
    if (field.type !== 'hidden') shown.add(field.name)
  }
  // What this form has no place for goes along unseen: it is not lost.
  for (const [name, left] of values) {
    if (!shown.has(name)) form.append(...left.map((value) => hiddenField(name, value)))
  }
  form.dispatchEvent(new CustomEvent('filled', { bubbles: true }))
}

// The rows of a list say what they stand for, so they are put in their order, and not their values.
function fillList(list, values, titles) {
  const name = list.dataset.order
  const detail = (values.get(name) ?? []).map((value) => [value, titles[value] ?? value])
  list.dispatchEvent(new CustomEvent('fill', { detail }))
  values.delete(name)
}

function hiddenField(name, value) {
  return Object.assign(document.createElement('input'), { type: 'hidden', name, value })
}

function notice(at, discard) {
  const day = { weekday: 'short', day: 'numeric', month: 'short', year: 'numeric' }
  const time = new Intl.DateTimeFormat('en-GB', {
    ...(isToday(at) ? {} : day),
    hour: '2-digit',
    minute: '2-digit',
  })
  const box = Object.assign(document.createElement('div'), { className: 'kept-notice' })
  box.setAttribute('role', 'status')
  const words = Object.assign(document.createElement('p'), {
    textContent: `What you typed at ${time.format(at)} is back, and not saved yet. `,
  })
  const button = Object.assign(document.createElement('button'), {
    type: 'button',
    className: 'link',
    textContent: 'Discard it',
  })
  button.addEventListener('click', () => {
    discard()
    const next = box.parentElement.querySelector('input:not([type=hidden]), textarea, select')
    box.remove()
    next?.focus()
  })
  words.append(button)
  box.append(words)
  return box
}

function isToday(at) {
  return new Date(at).toDateString() === new Date().toDateString()
}
