/* What npm runs before `npm start`. Plain JavaScript: it has to run on a Node that is too old for the rest. */
import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const root = new URL('../', import.meta.url)

const { engines } = JSON.parse(readFileSync(new URL('package.json', root), 'utf8'))
const [major, minor] = engines.node.match(/\d+/g).map(Number)
const [ownMajor, ownMinor] = process.versions.node.split('.').map(Number)
if (ownMajor < major || (ownMajor === major && ownMinor < minor))
  refuse(`Portal Desk needs Node ${major}.${minor} or newer; this is ${process.versions.node}, ${process.execPath}.`)

// A console that is there is served as it is: a start is no update, and production has no build tools.
if (!existsSync(new URL('console/dist/index.html', root))) {
  const vite = await import('vite').catch(() =>
    refuse(
      'The console is not built, and what builds it is not installed. Run `npm ci && npm run build` where ' +
        'development packages may be installed, and bring console/dist here.',
    ),
  )
  await vite.build({ root: fileURLToPath(new URL('console', root)), logLevel: 'warn' })
}

/** @param {string} why */
function refuse(why) {
  console.error(`could not start: ${why}`)
  process.exit(1)
}
