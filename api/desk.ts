import { commandLine } from './commandLine.ts'

process.exitCode = await commandLine(process.argv.slice(2), process.env, {
  print: (text) => console.log(text),
  complain: (text) => console.error(text),
})
