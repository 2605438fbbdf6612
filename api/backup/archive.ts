import { createHash, type Hash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { type FileHandle, open, rename, rm } from 'node:fs/promises'
import path from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { constants, createZstdCompress, createZstdDecompress } from 'node:zlib'

/*
 * What a backup is, as a file: the copy of the database, compressed (zstd), encrypted (age, age-encryption.org/v1). So
 * `age -d -i KEY backup | zstd -d` opens it without Portal Desk. age seals every 64 KiB and the end: a file that was cut or
 * altered does not open.
 */

export const fileEnd = '.zst.age'

/** A file that was written, and what opens it until the process ends. */
export interface Written {
  bytes: number
  /** SHA-256 of what went in, before it was compressed. */
  hash: string
  /** Opens this one file, beside the keys it was made for; it stands in memory only. */
  identity: string
}

const withHash = (hash: Hash) =>
  async function* (source: AsyncIterable<Buffer>) {
    for await (const chunk of source) {
      hash.update(chunk)
      yield chunk
    }
  }

/**
 * Writes bytes to a new file for whoever holds the secret key of a recipient. The server has only public keys; that it
 * can read back what it wrote, it encrypts for a key of its own too, which it forgets (2026-11-26).
 * @throws Error when a recipient is no key, or the file cannot be written: then none is left
 */
export async function writeArchive(
  bytes: Readable,
  recipients: readonly string[],
  file: string,
): Promise<Written> {
  const { Encrypter } = await age()
  const { identity, recipient } = await newKey()
  const encrypter = new Encrypter()
  for (const one of [...recipients, recipient]) encrypter.addRecipient(one)
  const hash = createHash('sha256')
  const squeezed = createZstdCompress({ params: { [constants.ZSTD_c_compressionLevel]: 3 } })
  const feeding = pipeline(bytes, withHash(hash), squeezed)
  feeding.catch((error) => squeezed.destroy(error))
  const partial = `${file}.writing`
  let written = 0
  let handle: FileHandle | undefined
  try {
    handle = await open(partial, 'wx', 0o600)
    const sealed = await encrypter.encrypt(Readable.toWeb(squeezed) as ReadableStream<Uint8Array>)
    for await (const chunk of sealed) {
      await handle.write(chunk)
      written += chunk.length
    }
    await feeding
    await handle.sync()
    await handle.close()
    await rename(partial, file)
    await syncFolder(path.dirname(file))
  } catch (error) {
    await handle?.close().catch(() => {})
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') await rm(partial, { force: true })
    throw error
  }
  return { bytes: written, hash: hash.digest('hex'), identity }
}

/** A name is on the disk once its folder is. */
async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return
  const handle = await open(folder, 'r')
  await handle.sync().finally(() => handle.close())
}

/**
 * What a backup holds, as it went in.
 * @param identities secret keys (AGE-SECRET-KEY-1…), any one of which opens it
 * @throws Error, at once or while it is read, when none does, or the file was cut or altered
 */
export async function openArchive(file: string, identities: readonly string[]): Promise<Readable> {
  const { Decrypter } = await age()
  const decrypter = new Decrypter()
  for (const one of identities) decrypter.addIdentity(one)
  const sealed = Readable.toWeb(
    createReadStream(file, { highWaterMark: 1 << 18 }),
  ) as ReadableStream<Uint8Array>
  let opened: ReadableStream<Uint8Array>
  try {
    opened = await decrypter.decrypt(sealed)
  } catch (error) {
    throw new Error(`${path.basename(file)} does not open with this key: ${(error as Error).message}`)
  }
  const plain = createZstdDecompress()
  pipeline(Readable.fromWeb(opened as never), plain).catch((error) => plain.destroy(error))
  return Readable.from(orDamaged(plain, file), { objectMode: false })
}

/** Whoever restores at night is told which file it was, and that there are others. */
async function* orDamaged(bytes: AsyncIterable<Buffer>, file: string) {
  try {
    yield* bytes
  } catch (cause) {
    const { message, syscall } = cause as NodeJS.ErrnoException
    // A disk that does not read says so itself.
    if (syscall) throw cause
    throw new Error(`${file} was cut or altered (${message}). Take an older backup: --from FILE.`, { cause })
  }
}

/** Only a thread that makes a backup and a command need it: a server keeps 4 MB less. */
const age = () => import('age-encryption')

/** A new secret key that opens backups, and the public key for it. */
export async function newKey(): Promise<{ identity: string; recipient: string }> {
  const { generateIdentity, identityToRecipient } = await age()
  const identity = await generateIdentity()
  return { identity, recipient: await identityToRecipient(identity) }
}

/** Reads a file that was just written back from the disk. @throws Error when it does not hold what went in */
export async function requireReadable(file: string, { hash, identity }: Written): Promise<void> {
  const again = createHash('sha256')
  for await (const chunk of await openArchive(file, [identity])) again.update(chunk)
  if (again.digest('hex') !== hash)
    throw new Error(`${path.basename(file)} does not hold what was written to it`)
}
