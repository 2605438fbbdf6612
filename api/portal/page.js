import { answer, canUsePasskeys, make } from './passkeys.js'

// The script of every portal page. The secret of a mailed link stands in the fragment, is read once and removed.
const { page } = document.body.dataset
const texts = JSON.parse(document.body.dataset.texts)
const form = document.getElementById('form')
const notice = document.getElementById('notice')
const link = new URLSearchParams(location.hash.slice(1))
if (location.hash) history.replaceState(null, '', location.pathname)

async function post(path, body, method = 'POST') {
  const headers = { 'Content-Type': 'application/json' }
  const reply = await fetch(`/portal/v1${path}`, { method, headers, body: body && JSON.stringify(body) })
  return { ok: reply.ok, body: await reply.json() }
}

function say(lines, wrong = false) {
  notice.className = wrong ? 'wrong' : ''
  notice.replaceChildren()
  if (lines.length > 1) {
    const list = document.createElement('ul')
    for (const line of lines.slice(1)) list.append(Object.assign(document.createElement('li'), { textContent: line }))
    notice.append(Object.assign(document.createElement('strong'), { textContent: lines[0] }), list)
  } else notice.textContent = lines[0]
  notice.hidden = false
  notice.focus()
}

// What a link brought goes with the form it belongs to, out of sight; whoever comes without one types or pastes it.
const secret = link.get('code') ?? link.get('token')
const typedSecret = document.getElementById('typed-secret')
if (secret && typedSecret) {
  form.elements.secret.value = secret
  typedSecret.hidden = true
}

const labels = { number: texts.number, name: texts.passkeyName, code: texts.code }
function refuse(problem) {
  const errors = problem.errors ?? {}
  const lines = Object.entries(errors).map(([field, rule]) => `${labels[field] ?? field} ${rule}`)
  say(lines.length ? lines : [problem.message], true)
}

/** Sends the form as it would go by itself, and keeps what was typed where it is refused: nobody types a password twice. */
async function sendHere() {
  const reply = await fetch(form.action, { method: 'POST', body: new URLSearchParams(new FormData(form)) })
  const answer = new DOMParser().parseFromString(await reply.text(), 'text/html')
  const told = answer.querySelector('#notice:not([hidden])')
  if (!answer.getElementById('password')) {
    document.getElementById('main').replaceWith(answer.getElementById('main'))
    return document.getElementById('notice').focus()
  }
  const asks = answer.getElementById('typed-secret')
  if (asks && typedSecret) typedSecret.hidden = false
  notice.className = 'wrong'
  notice.replaceChildren(...told.childNodes)
  notice.hidden = false
  notice.focus()
}

const value = (name) => form.elements[name].value.trim()
const submit = {
  activate: sendHere,
  reset: sendHere,
  async 'sign-in'() {
    const reply = await fetch('/portal/sign-in', { method: 'POST', body: new URLSearchParams(new FormData(form)) })
    if (reply.redirected) return location.assign(reply.url)
    // The page that answers a form without a script; what was typed stays as it is in this one.
    const answer = new DOMParser().parseFromString(await reply.text(), 'text/html')
    const factor = document.getElementById('second-factor')
    const wanted = answer.getElementById('second-factor') ?? factor
    const asks = factor.hidden && !wanted.hidden
    factor.hidden = wanted.hidden
    say([(answer.querySelector('#notice:not([hidden])') ?? answer.querySelector('main p')).textContent], true)
    form.elements.code.value = ''
    if (asks) form.elements.code.focus()
  },
  async confirm() {
    const number = value('number')
    await byPasskey('/call/begin', { number }, async (passkey) => {
      const { ok, body } = await post('/call/confirm', { number, passkey })
      if (!ok) return refuse(body)
      form.hidden = true
      say([texts.confirmed])
    })
  },
  async prove() {
    const { ok, body } = await post('/proofing', { token: form.elements.secret.value })
    if (!ok) return say([body.errors?.token ? texts.dead : body.message], true)
    location.assign(body.url)
  },
}

const made = (tag, given) => Object.assign(document.createElement(tag), given)

/** Asks for what a passkey has to answer, and goes on with the answer where there is one. */
async function byPasskey(path, given, goOn) {
  if (!canUsePasskeys()) return say([texts.passkeyUnable], true)
  const { ok, body } = await post(path, given)
  if (!ok) return refuse(body)
  const passkey = await answer(body.options)
  if (!passkey) return say([texts.passkeyUnused], true)
  await goOn(passkey)
}

/** Hands a session over to the pages, which keep it where no script reads it. */
async function enter({ token, device }) {
  const headers = { Authorization: `Bearer ${token}`, ...(device && { 'X-Device': device }) }
  await fetch('/portal/enter', { method: 'POST', headers })
  location.assign(`/portal/${form?.elements.to?.value ?? 'home'}`)
}

async function myPasskeys() {
  const get = (path) => fetch(`/portal/v1${path}`).then((r) => r.json())
  const part = made('section', {})
  const show = async () => {
    const { passkeys } = await get('/passkeys')
    const list = made('ul', {})
    for (const { id, name } of passkeys) {
      const remove = made('button', { type: 'button', className: 'second', textContent: texts.removePasskey.replace('{name}', name) })
      remove.onclick = () => attempt(remove, async () => {
        const { ok, body } = await post(`/passkeys/${id}`, undefined, 'DELETE')
        if (!ok) return refuse(body)
        await show()
        say([texts.passkeyRemoved])
      })
      const line = made('li', {})
      line.append(remove)
      list.append(line)
    }
    const name = made('input', { id: 'passkey-name', name: 'name', maxLength: 60, autocomplete: 'off' })
    const add = made('button', { type: 'button', textContent: texts.addPasskey })
    add.onclick = () => attempt(add, async () => {
      const begun = await post('/passkeys/begin', { name: name.value.trim() })
      if (!begun.ok) return refuse(begun.body)
      const credential = await make(begun.body.options)
      if (!credential) return say([texts.passkeyUnused], true)
      const { ok, body } = await post('/passkeys', { name: name.value.trim(), credential })
      if (!ok) return refuse(body)
      await show()
      say([texts.passkeyAdded])
    })
    part.replaceChildren(
      made('h2', { textContent: texts.passkeys }),
      made('p', { className: 'hint', textContent: texts.passkeysHint }),
      list,
      made('label', { htmlFor: 'passkey-name', textContent: texts.passkeyName }),
      name,
      add,
    )
  }
  await show()
  return part
}

/** Does what a button is for, with the button at rest meanwhile. */
async function attempt(button, work) {
  const label = button.textContent
  button.disabled = true
  button.textContent = texts.working
  try {
    await work()
  } catch {
    say([texts.offline], true)
  }
  button.disabled = false
  button.textContent = label
}

const passkeyButton = document.getElementById('by-passkey')
if (passkeyButton && canUsePasskeys()) {
  passkeyButton.hidden = false
  passkeyButton.onclick = () => attempt(passkeyButton, () =>
    byPasskey('/session/passkey/begin', {}, async (passkey) => {
      const { ok, body } = await post('/session/passkey', { passkey })
      return ok ? enter(body) : refuse(body)
    }),
  )
}

if (submit[page]) form?.addEventListener('submit', async (event) => {
  event.preventDefault()
  await attempt(form.querySelector('button'), submit[page])
})

/**
 * What somebody wrote at length stays until it was sent: whose session ended meanwhile signs in beside it, and sends it then. Where it
 * is refused it stays too, with the files that were chosen.
 */
async function sendWritten(one) {
  const reply = await fetch(one.action, { method: 'POST', body: new FormData(one) })
  if (reply.redirected && new URL(reply.url).pathname !== '/portal/sign-in') return location.assign(reply.url)
  notice.className = 'wrong'
  notice.hidden = false
  if (reply.redirected) {
    const again = made('a', { href: '/portal/sign-in', target: '_blank', textContent: texts.signIn })
    notice.replaceChildren(made('p', { textContent: texts.signedOutMeanwhile }), again)
  } else {
    const answer = new DOMParser().parseFromString(await reply.text(), 'text/html')
    notice.replaceChildren(...(answer.querySelector('#notice:not([hidden])') ?? answer.querySelector('main p')).childNodes)
  }
  notice.focus()
}
for (const one of document.forms) if (one.method === 'post' && one.querySelector('textarea')) {
  one.addEventListener('submit', (event) => {
    event.preventDefault()
    attempt(event.submitter ?? one.querySelector('button'), () => sendWritten(one))
  })
  // Whoever writes is there, though nothing is sent: their session does not end over it.
  let told = Date.now()
  one.addEventListener('input', () => {
    if (Date.now() - told < 60_000) return
    told = Date.now()
    fetch('/portal/v1/state').catch(() => {})
  })
}

// A form that is sent twice would answer for the second time only. Whoever comes back to the page finds it ready again.
for (const one of document.forms) one.addEventListener('submit', (event) => {
  const button = event.submitter
  if (event.defaultPrevented || !button) return
  setTimeout(() => { button.disabled = true })
  addEventListener('pageshow', () => { button.disabled = false }, { once: true })
})
if (!notice.hidden && notice.classList.contains('wrong')) notice.focus()

const show = document.getElementById('show')
if (show) show.parentElement.hidden = false
show?.addEventListener('change', (event) => {
  form.elements.password.type = event.target.checked ? 'text' : 'password'
})

// A link that works no more says so before anybody types; of an invitation it counts as opened.
const checked = secret && { activate: 'code', reset: 'token' }[page]
if (checked)
  post('/links/check', { [checked]: secret })
    .then(({ ok, body }) => {
      if (ok && body.usable) return
      form.hidden = true
      say([texts.dead], true)
    })
    .catch(() => say([texts.offline], true))

// Back from the identity service: what it sent along is used once, and leaves the address at once.
if (page === 'proved' && location.search) {
  history.replaceState(null, '', location.pathname)
  form.requestSubmit()
}

const passkeys = document.getElementById('passkeys')
if (passkeys && canUsePasskeys()) passkeys.replaceWith(await myPasskeys())
