import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { canonicalJson } from '../../api/audit/seal/canonicalJson.ts'
import { checkpointText, openCheckpoint, openNote, signerFor } from '../../api/audit/seal/checkpoint.ts'
import {
  emptyRoot,
  Frontier,
  inclusionProof,
  leafHash,
  nodeHash,
  rootFromProof,
} from '../../api/audit/seal/merkle.ts'
import { keyOf } from '../../api/audit/search/keys.ts'
import { newId } from '../../api/core/db/id.ts'

const ctLeaves = [
  '',
  '00',
  '10',
  '2021',
  '3031',
  '40414243',
  '5051525354555657',
  '606162636465666768696a6b6c6d6e6f',
].map((hex) => Buffer.from(hex, 'hex'))
const treeOf = (leaves: readonly (string | Buffer)[]) => {
  const tree = new Frontier()
  for (const leaf of leaves) tree.append(leafHash(leaf))
  return tree
}

/** The definition of RFC 6962, to the letter and slow. */
function rootByDefinition(leaves: readonly string[]): string {
  if (leaves.length === 0) return emptyRoot
  if (leaves.length === 1) return leafHash(leaves[0]!)
  let k = 1
  while (k * 2 < leaves.length) k *= 2
  return nodeHash(rootByDefinition(leaves.slice(0, k)), rootByDefinition(leaves.slice(k)))
}

describe('the Merkle tree of RFC 6962', () => {
  it('gives the roots of the Certificate Transparency test vectors', () => {
    expect(new Frontier().root()).toBe('e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855')
    expect(treeOf(ctLeaves.slice(0, 1)).root()).toBe(
      '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
    )
    expect(treeOf(ctLeaves).root()).toBe('5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328')
  })

  it('agrees with the definition at every size, and every leaf can be proved and no other', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.string(), { minLength: 1, maxLength: 70 }), async (leaves) => {
        const root = rootByDefinition(leaves)
        expect(treeOf(leaves).root()).toBe(root)
        const hashOf = async (start: number, end: number) => rootByDefinition(leaves.slice(start, end))
        for (const [index, leaf] of leaves.entries()) {
          const path = await inclusionProof(index, leaves.length, hashOf)
          expect(rootFromProof(leafHash(leaf), index, leaves.length, path)).toBe(root)
          expect(rootFromProof(leafHash(`${leaf}x`), index, leaves.length, path)).not.toBe(root)
          expect(rootFromProof(leafHash(leaf), index, leaves.length, [...path, root])).not.toBe(root)
        }
      }),
      { numRuns: 40 },
    )
  })

  it('goes on from a stored edge, and takes whole subtrees as it takes leaves', () => {
    const leaves = Array.from({ length: 700 }, (_, i) => `leaf ${i}`)
    const half = treeOf(leaves.slice(0, 300))
    const resumed = Frontier.from(300, half.packed())
    for (const leaf of leaves.slice(300)) resumed.append(leafHash(leaf))
    expect(resumed.root()).toBe(treeOf(leaves).root())
    const joined = treeOf([])
    joined.append(treeOf(leaves.slice(0, 256)).root(), 8)
    joined.append(treeOf(leaves.slice(256, 512)).root(), 8)
    for (const leaf of leaves.slice(512)) joined.append(leafHash(leaf))
    expect(joined.root()).toBe(treeOf(leaves).root())
  })
})

describe('canonical JSON (RFC 8785)', () => {
  it('gives the bytes of the RFC’s own examples', () => {
    expect(
      canonicalJson({
        numbers: [Number('333333333.33333329'), 1e30, 4.5, 2e-3, 0.000000000000000000000000001],
        string: '\u20ac$\u000F\u000aA\'\u0042\u0022\u005c\\"/',
        literals: [null, true, false],
      }),
    ).toBe(
      '{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],"string":"€$\\u000f\\nA\'B\\"\\\\\\\\\\"/"}',
    )
    const keys = { '\u20ac': 1, '\r': 2, '\ufb33': 3, '1': 4, '\ud83d\ude00': 5, '\u0080': 6, '\u00f6': 7 }
    expect(Object.values(JSON.parse(canonicalJson(keys)))).toEqual([4, 2, 6, 7, 1, 5, 3])
  })

  it('is the same for the same value in any order of members, and reads back as that value', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string({ unit: 'grapheme' }), fc.jsonValue()), (value) => {
        const turned = Object.fromEntries(Object.entries(value).reverse())
        expect(canonicalJson(turned)).toBe(canonicalJson(value))
        expect(JSON.parse(canonicalJson(value))).toEqual(JSON.parse(JSON.stringify(value)))
      }),
    )
  })

  it('refuses what JSON cannot hold', () => {
    for (const value of [Number.NaN, Number.POSITIVE_INFINITY, '\ud800', () => 1, 1n])
      expect(() => canonicalJson({ value })).toThrow(TypeError)
  })
})

describe('signed notes and checkpoints (C2SP)', () => {
  const vkey = 'example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k'
  const signature =
    'Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2ONncAlTgK7Ztg1ERYNZXsYjOBH3mFXmRKuwHjG1Yu72IneyaQM='
  const note = `This is an example message.\n\n— example.com/foo ${signature}\n`

  it('opens the published sample, and nothing that differs from it by a character', () => {
    expect(openNote(note, [vkey])).toBe('This is an example message.\n')
    expect(() => openNote(note.replace('message', 'massage'), [vkey])).toThrow(/does not fit/)
    expect(() => openNote(note.replace('ZXsYj', 'ZXsYk'), [vkey])).toThrow(/does not fit/)
    expect(() => openNote(note.replace('foo Uw', 'bar Uw'), [vkey])).toThrow(/no key we trust/)
    expect(() => openNote(note, [vkey.replace('530d903a', '530d903b')])).toThrow(/id it states/)
    expect(() => openNote('no note', [vkey])).toThrow(/not a signed note/)
  })

  it('passes over signatures by unknown keys, and refuses a note no known key signed', () => {
    const more = `${note}— somebody.else AAAAAAAAAAAA\n`
    expect(openNote(more, [vkey])).toBe('This is an example message.\n')
    expect(() => openNote(note, [])).toThrow(/no key we trust/)
  })

  it('writes a checkpoint as specified and reads it back with the verifier key alone', () => {
    const signer = signerFor('desk.test/portal-audit/epoch-1', Buffer.alloc(32, 7))
    const root = leafHash('x')
    const signed = signer.sign(checkpointText({ origin: signer.origin, size: 1, root }))
    expect(signed).toMatch(
      /^desk\.test\/portal-audit\/epoch-1\n1\n[A-Za-z0-9+/]{43}=\n\n— desk\.test\/portal-audit\/epoch-1 [A-Za-z0-9+/]{90,92}=*\n$/,
    )
    expect(openCheckpoint(signed, [signer.verifierKey])).toEqual({ origin: signer.origin, size: 1, root })
  })
})

describe('keys of the search index', () => {
  it('keep apart a hundred thousand ids, and ids made at one time lie side by side', () => {
    const ids = Array.from({ length: 100_000 }, (_, i) => newId(1_800_000_000_000 + i))
    const keys = ids.map(keyOf)
    expect(new Set(keys).size).toBeGreaterThan(99_900)
    expect(keys.every(Number.isSafeInteger)).toBe(true)
    expect(Math.abs(keys[99_999]! - keys[0]!)).toBeLessThan(2 ** 30)
    expect(new Set(Array.from({ length: 65_536 }, (_, i) => keyOf(`10.0.${i >> 8}.${i & 255}`))).size).toBe(
      65_536,
    )
  })
})
