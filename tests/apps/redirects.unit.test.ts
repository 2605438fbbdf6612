import { expect, it } from 'vitest'
import { areGood } from '../../api/apps/redirects.ts'

it('a code goes to the web over TLS, to an app’s own scheme, or to the same machine, and nowhere else', () => {
  for (const good of [
    'https://app.example.org/back',
    'org.example.app:/back',
    'http://127.0.0.1:5000/back',
    'http://[::1]/back',
    'https://app.example.org/back\norg.example.app:/back',
  ])
    expect([good, areGood(good)]).toEqual([good, true])
  for (const bad of [
    '',
    'http://app.example.org/back',
    'https://app.example.org/back#here',
    'https://somebody@app.example.org/back',
    'https://somebody:secret@app.example.org/back',
    'https://127.0.0.1/back',
    'https://intranet/back',
    'myapp:/back',
    'javascript:alert(1)',
    'data:text/html,x',
    'not an address',
    // One bad line spoils the rest.
    'https://app.example.org/back\nhttp://app.example.org/back',
    Array.from({ length: 11 }, (_, i) => `https://app${i}.example.org/back`).join('\n'),
  ])
    expect([bad, areGood(bad)]).toEqual([bad, false])
})
