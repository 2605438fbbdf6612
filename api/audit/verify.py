#!/usr/bin/env python3
"""Checks an export of the audit log, or one event's proof, with nothing of the product but these two formats.

    verify.py <verifier key> audit-2026-01-01-2026-02-01.json audit-2026-01-01-2026-02-01.ndjson
    verify.py <verifier key> 019a....tlog-proof 019a....json
"""
import base64, hashlib, json, sys

def sha(data): return hashlib.sha256(data).digest()
def leaf(data): return sha(b"\x00" + data)
def node(left, right): return sha(b"\x01" + left + right)

# Ed25519 (RFC 8032 section 5.1), only what verifying needs.
P, L = 2**255 - 19, 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, P - 2, P) % P
def x_of(y, sign):
    xx = (y * y - 1) * pow(D * y * y + 1, P - 2, P) % P
    x = pow(xx, (P + 3) // 8, P)
    if (x * x - xx) % P: x = x * pow(2, (P - 1) // 4, P) % P
    if (x * x - xx) % P: raise ValueError("not a point of the curve")
    return P - x if x % 2 != sign else x
def point(data):
    y = int.from_bytes(data, "little"); sign, y = y >> 255, y & (2**255 - 1)
    return x_of(y, sign), y
def add(a, b):
    (x1, y1), (x2, y2) = a, b
    t = D * x1 * x2 * y1 * y2 % P
    return ((x1 * y2 + x2 * y1) * pow(1 + t, P - 2, P) % P, (y1 * y2 + x1 * x2) * pow(1 - t, P - 2, P) % P)
def times(n, p):
    q = (0, 1)
    while n:
        if n & 1: q = add(q, p)
        p = add(p, p); n >>= 1
    return q
BASE = (x_of(4 * pow(5, P - 2, P) % P, 0), 4 * pow(5, P - 2, P) % P)
def signed(key, text, sig):
    s = int.from_bytes(sig[32:], "little")
    h = int.from_bytes(hashlib.sha512(sig[:32] + key + text).digest(), "little") % L
    return s < L and times(s, BASE) == add(point(sig[:32]), times(h, point(key)))

def open_checkpoint(note, vkey):
    name, key_id, key = vkey.split("+", 2)
    key = base64.b64decode(key)
    assert hashlib.sha256(name.encode() + b"\n" + key).hexdigest()[:8] == key_id, "the verifier key is damaged"
    text, signatures = note.rsplit("\n\n", 1)
    for line in signatures.splitlines():
        _, who, value = line.split(" ")
        value = base64.b64decode(value)
        if who == name and value[:4].hex() == key_id and signed(key[1:], (text + "\n").encode(), value[4:]):
            origin, size, root = text.split("\n")[:3]
            assert origin == name, "the checkpoint is of another log"
            return int(size), base64.b64decode(root)
    sys.exit("NOT SIGNED by the key given")

def check_export(vkey, manifest, lines):
    size, root = open_checkpoint(manifest["checkpoint"], vkey)
    stack, count = [], 0                       # complete subtrees, as (level, hash), from left to right
    def push(level, value):
        while stack and stack[-1][0] == level: value, level = node(stack.pop()[1], value), level + 1
        stack.append((level, value))
    for tree in manifest["before"]: push(tree["level"], bytes.fromhex(tree["hash"]))
    for line in lines:
        line = line.rstrip(b"\n"); count += 1
        push(0, bytes.fromhex(json.loads(line)["purged"]) if line.startswith(b'{"purged":') else leaf(line))
    for tree in manifest["after"]: push(tree["level"], bytes.fromhex(tree["hash"]))
    assert sum(2**level for level, _ in stack) == size and count == manifest["count"], "NOT COMPLETE"
    while len(stack) > 1: right = stack.pop()[1]; stack[-1] = (0, node(stack[-1][1], right))
    assert stack[0][1] == root, "NOT THE EVENTS THAT WERE SEALED"
    print(f"{count} events from number {manifest['first']} are as they were sealed")

def check_proof(vkey, proof, body):
    head, note = proof.split("\n\n", 1)
    version, index, *path = head.split("\n")
    assert version == "c2sp.org/tlog-proof@v1"
    size, root = open_checkpoint(note, vkey)
    fn, sn, value = int(index.split(" ")[1]), size - 1, leaf(body)     # RFC 9162 section 2.1.3.2
    assert fn <= sn
    for sibling in map(base64.b64decode, path):
        assert sn > 0
        if fn % 2 or fn == sn:
            value = node(sibling, value)
            while fn % 2 == 0 and fn: fn, sn = fn >> 1, sn >> 1
        else: value = node(value, sibling)
        fn, sn = fn >> 1, sn >> 1
    assert sn == 0 and value == root, "NOT AN EVENT THAT WAS SEALED THERE"
    print(f"the event is number {index.split(' ')[1]} of {size}, as it was sealed")

if __name__ == "__main__":
    _, vkey, first, second = sys.argv
    if first.endswith(".tlog-proof"): check_proof(vkey, open(first).read(), open(second, "rb").read())
    else: check_export(vkey, json.load(open(first)), open(second, "rb"))
