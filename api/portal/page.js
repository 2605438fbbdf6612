// The script of every portal page. The secret of a mailed link stands in the fragment, is read once and removed.
const { page } = document.body.dataset
const texts = JSON.parse(document.body.dataset.texts)
const form = document.getElementById('form')
const notice = document.getElementById('notice')
const link = new URLSearchParams(location.hash.slice(1))
if (location.hash) history.replaceState(null, '', location.pathname)

async function post(path, body, method = 'POST', token = undefined) {
  const headers = { 'Content-Type': 'application/json' }
  if (token) headers.Authorization = `Bearer ${token}`
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

const labels = { birthDate: texts.birthDate, password: texts.password, username: texts.username, code: texts.code }
function refuse(problem) {
  const errors = problem.errors ?? {}
  for (const input of form.elements) if (input.name) input.setAttribute('aria-invalid', 'false')
  const dead = errors.code ?? errors.token
  if (dead) {
    form.hidden = true
    return say([texts.dead], true)
  }
  const lines = Object.entries(errors).map(([field, rule]) => `${labels[field] ?? field} ${rule}`)
  for (const name of Object.keys(errors))
    for (const input of form.elements)
      if (input.name === name || (name === 'birthDate' && ['day', 'month', 'year'].includes(input.name)))
        input.setAttribute('aria-invalid', 'true')
  say(lines.length ? [texts.fixErrors, ...lines] : [problem.message], true)
}

const value = (name) => form.elements[name].value.trim()
const birthDate = () => `${value('year')}-${value('month').padStart(2, '0')}-${value('day').padStart(2, '0')}`

const submit = {
  async activate() {
    return setPassword('/activate', { code: link.get('code') ?? '' })
  },
  async reset() {
    return setPassword('/password/reset', { token: link.get('token') ?? '' })
  },
  async 'sign-in'() {
    const code = value('code')
    const { ok, body } = await post('/session', {
      username: value('username'),
      password: form.elements.password.value,
      ...(code && { code }),
    })
    if (!ok) {
      refuse(body)
      if (['second-factor-wanted', 'wrong-second-factor'].includes(body.code)) {
        document.getElementById('second-factor').hidden = false
        form.elements.code.value = ''
        form.elements.code.focus()
      }
      return
    }
    const me = await fetch('/portal/v1/me', { headers: { Authorization: `Bearer ${body.token}` } }).then((r) => r.json())
    const out = Object.assign(document.createElement('button'), { type: 'button', textContent: texts.signOut })
    out.onclick = async () => {
      await post('/session', undefined, 'DELETE', body.token)
      location.reload()
    }
    form.replaceChildren(Object.assign(document.createElement('p'), { textContent: `${texts.hello}, ${me.givenName} ${me.familyName}.` }), out)
    say([texts.signedIn])
  },
  async prove() {
    const { ok, body } = await post('/proofing', { token: link.get('token') ?? '' })
    if (!ok) return refuse(body)
    location.assign(body.url)
  },
  async forgot() {
    const { ok, body } = await post('/password/forgot', { username: value('username') })
    if (!ok) return refuse(body)
    form.hidden = true
    say([body.message])
  },
}

async function setPassword(path, secret) {
  const { ok, body } = await post(path, { ...secret, birthDate: birthDate(), password: form.elements.password.value })
  if (!ok) return refuse(body)
  const next = Object.assign(document.createElement('a'), { href: '/portal/sign-in', textContent: texts.signIn })
  form.replaceChildren(Object.assign(document.createElement('p'), { textContent: `${texts.doneNext} (${body.username})` }), next)
  say([texts.done])
}

form?.addEventListener('submit', async (event) => {
  event.preventDefault()
  const button = form.querySelector('button')
  const label = button.textContent
  button.disabled = true
  button.textContent = texts.working
  try {
    await submit[page]()
  } catch {
    say([texts.offline], true)
  }
  button.disabled = false
  button.textContent = label
})

document.getElementById('show')?.addEventListener('change', (event) => {
  form.elements.password.type = event.target.checked ? 'text' : 'password'
})

const secret = { activate: 'code', reset: 'token' }[page]
if (secret)
  post('/links/check', { [secret]: link.get(secret) ?? '' })
    .then(({ ok, body }) => {
      if (ok && body.usable) return
      form.hidden = true
      say([texts.dead], true)
    })
    .catch(() => say([texts.offline], true))

// Back from the identity service: what it sent along is used once, and leaves the address at once.
if (page === 'proved') {
  const came = new URLSearchParams(location.search)
  history.replaceState(null, '', location.pathname)
  const given = ['state', 'code', 'iss', 'error'].flatMap((name) => (came.has(name) ? [[name, came.get(name)]] : []))
  post('/proofing/finish', Object.fromEntries(given))
    .then(({ ok, body }) => say([ok ? texts.proved : body.errors?.state ? texts.dead : body.message], !ok))
    .catch(() => say([texts.offline], true))
}
