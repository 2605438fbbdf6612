import { execFileSync } from 'node:child_process'
import { expect, it } from 'vitest'

it('a mail that could not be sent while the files of the installation were exchanged is sent by the next try, and a stop is one in order', () => {
  const sending = new URL('../../api/mail/sendEmail.ts', import.meta.url).href
  const script = `
    import { registerHooks } from 'node:module'
    import { createServer } from 'node:net'
    let isThere = false
    registerHooks({
      resolve(name, context, next) {
        if (name === 'nodemailer' && !isThere) throw new Error('no such file')
        return next(name, context)
      },
    })
    const { closeMail, sendEmail } = await import(process.argv[1])
    let asked = 0
    const server = createServer((socket) => { asked++; socket.destroy() }).listen(0, '127.0.0.1')
    await new Promise((resolve) => server.once('listening', resolve))
    const desk = { config: { smtpUrl: 'smtp://127.0.0.1:' + server.address().port, mailFrom: 'desk@example.org' } }
    const send = () => sendEmail(desk, 'one', { to: 'ana@example.org', subject: 'one', text: 'one' })
    await send()
    await closeMail(desk)
    isThere = true
    await send()
    await closeMail(desk)
    console.log(asked)
    process.exit(0)`
  const said = execFileSync(process.execPath, ['--input-type=module', '-e', script, sending], {
    encoding: 'utf8',
  })
  expect(said.trim()).toBe('1')
})
