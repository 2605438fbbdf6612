export { spanOf } from './commands.ts'
