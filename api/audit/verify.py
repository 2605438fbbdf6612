#!/usr/bin/env python3
"""Checks an export of the audit log, or one event's proof, with nothing of the product but these two formats.

    verify.py <verifier key> audit-2026-01-01-2026-02-01.json audit-2026-01-01-2026-02-01.ndjson
    verify.py <verifier key> audit-2026-02-01-1a2b3c4d.ndjson          (a period fetched in the console)
    verify.py <verifier key> 019a....tlog-proof 019a....json
    verify.py <verifier key> evidence.note                             (an evidence archive, in its own folder)
"""
import base64, hashlib, json, os, sys

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

# No assert stands here: python -O would pass over it.
def need(holds, why):
    if not holds: sys.exit(f"FAILED: {why}")

def open_note(note, vkey):
    """The text of a note that the key signed, by whatever name of the log: the name is the note's first line."""
    text, signatures = note.rsplit("\n\n", 1)
    name, key = text.split("\n")[0], base64.b64decode(vkey.split("+", 2)[2])
    key_id = hashlib.sha256(name.encode() + b"\n" + key).hexdigest()[:8]
    for line in signatures.splitlines():
        _, who, value = line.split(" ")
        value = base64.b64decode(value)
        if who == name and value[:4].hex() == key_id and signed(key[1:], (text + "\n").encode(), value[4:]):
            return text.split("\n")
    return None

def open_checkpoint(note, vkey):
    name, key_id, key = vkey.split("+", 2)
    need(hashlib.sha256(name.encode() + b"\n" + base64.b64decode(key)).hexdigest()[:8] == key_id, "the verifier key is damaged")
    lines = open_note(note, vkey)
    need(lines is not None, "NOT SIGNED by the key given")
    need(lines[0] == name and lines[1].isdecimal(), "the checkpoint is of another log")
    return int(lines[1]), base64.b64decode(lines[2])

def purged_up_to(manifest, vkey):
    notes = filter(None, (open_note(note, vkey) for note in manifest["purges"]))
    same = lambda name: name.rsplit("/epoch-", 1)[0] == vkey.split("+")[0].rsplit("/epoch-", 1)[0]
    return max((int(note[2]) for note in notes if note[1] == "purge" and same(note[0])), default=0)

class Tree:
    """Complete subtrees from left to right, as (level, hash): each stands where its level lets it."""
    def __init__(self): self.stack, self.size = [], 0
    def push(self, level, value):
        need(level in range(64) and self.size % 2**level == 0 and len(value) == 32, "NOT A TREE")
        self.size += 2**level
        while self.stack and self.stack[-1][0] == level: value, level = node(self.stack.pop()[1], value), level + 1
        self.stack.append((level, value))
    def root(self):
        while len(self.stack) > 1: right = self.stack.pop()[1]; self.stack[-1] = (0, node(self.stack[-1][1], right))
        return self.stack[0][1]

def check_export(vkey, manifest, lines):
    need(manifest.get("format") == "portal-audit-export@v2", "not a manifest of this format")
    size, root = open_checkpoint(manifest["checkpoint"], vkey)
    covered, tree, asked = purged_up_to(manifest, vkey), Tree(), (manifest["from"], manifest["to"])
    count = purged = 0
    def push_line(line):
        number = tree.size
        if not line.startswith(b'{"purged":'): return tree.push(0, leaf(line)), False
        need(number < covered, f"NOT PURGED: event {number} is missing, and no signed purge covers it")
        return tree.push(0, bytes.fromhex(json.loads(line)["purged"])), True
    def push_neighbour(line):
        if line is None: return
        data = line.encode()
        if push_line(data)[1]: return
        need(not asked[0] <= json.loads(data)["at"] < asked[1], "LEFT OUT: an event of the period stands beside those given")
    for subtree in manifest["before"]: tree.push(subtree["level"], bytes.fromhex(subtree["hash"]))
    need(manifest["left"] is not None or tree.size == 0, "the event before the first is not given")
    push_neighbour(manifest["left"])
    need(tree.size == manifest["first"], "WRONG NUMBER: the first event does not stand where it is said to")
    for line in lines: purged += push_line(line.rstrip(b"\n"))[1]; count += 1
    need(count == manifest["count"] and count > 0, "NOT COMPLETE: another number of events than stated")
    need(manifest["right"] is not None or tree.size == size, "the event after the last is not given")
    push_neighbour(manifest["right"])
    for subtree in manifest["after"]: tree.push(subtree["level"], bytes.fromhex(subtree["hash"]))
    need(tree.size == size == manifest["size"], "NOT COMPLETE: the checkpoint covers another number of events")
    need(tree.root() == root, "NOT THE EVENTS THAT WERE SEALED")
    print(f"{count} events, {purged} purged, from number {manifest['first']}, all of {asked[0]} to {asked[1]}, are as they were sealed")
    if covered: print(f"events below number {covered} may be purged: a signed purge says so")

def check_proof(vkey, proof, body):
    head, note = proof.split("\n\n", 1)
    version, index, *path = head.split("\n")
    need(version == "c2sp.org/tlog-proof@v1" and index.startswith("index ") and index[6:].isdecimal(), "not a proof of this format")
    size, root = open_checkpoint(note, vkey)
    fn, sn, value = int(index[6:]), size - 1, leaf(body)               # RFC 9162 section 2.1.3.2
    need(fn <= sn, "the number lies beyond the log")
    for sibling in map(base64.b64decode, path):
        need(sn > 0, "the path is too long")
        if fn % 2 or fn == sn:
            value = node(sibling, value)
            while fn % 2 == 0 and fn: fn, sn = fn >> 1, sn >> 1
        else: value = node(value, sibling)
        fn, sn = fn >> 1, sn >> 1
    need(sn == 0 and value == root, "NOT AN EVENT THAT WAS SEALED THERE")
    print(f"the event is number {index[6:]} of {size}, as it was sealed")

def check_evidence(vkey, file):
    """Every file that the signed list names is there and as it was, no other is, and the log among them is as it was sealed."""
    lines, folder = open_note(open(file).read(), vkey), os.path.dirname(os.path.abspath(file))
    need(lines is not None, "NOT SIGNED by the key given")
    need(lines[0] == vkey.split("+")[0] and lines[1] == "evidence", "the list is of another log, or no list of evidence")
    listed = dict(line.split(" ", 1)[::-1] for line in lines[5:])
    need(set(os.listdir(folder)) == {*listed, os.path.basename(file)}, "NOT COMPLETE: other files than listed")
    for name, value in listed.items():
        with open(os.path.join(folder, name), "rb") as given:
            need(hashlib.sha256(given.read()).hexdigest() == value, f"EDITED: {name}")
    print(f"{len(listed)} files of {lines[2]} to {lines[3]}, made {lines[4]}, are as they were signed")
    for name in listed:
        if not (name.startswith("audit-") and name.endswith(".ndjson")): continue
        with open(os.path.join(folder, name[:-6] + "json")) as manifest, open(os.path.join(folder, name), "rb") as events:
            check_export(vkey, json.load(manifest), events)

def in_one(lines):
    """An export from the console: its last line is the manifest."""
    need(bool(lines) and lines[-1].startswith(b'{"manifest":'), "the last line is no manifest: the file is cut, or was searched by more than a period")
    return json.loads(lines[-1])["manifest"], lines[:-1]

if __name__ == "__main__":
    need(len(sys.argv) in (3, 4), __doc__)
    vkey, first, *second = sys.argv[1:]
    try:
        if first.endswith(".tlog-proof"): check_proof(vkey, open(first).read(), open(second[0], "rb").read())
        elif first.endswith(".note"): check_evidence(vkey, first)
        elif second: check_export(vkey, json.load(open(first)), open(second[0], "rb"))
        else: check_export(vkey, *in_one(open(first, "rb").readlines()))
    except (ValueError, KeyError, TypeError, IndexError) as error: sys.exit(f"FAILED: the files are damaged ({error!r})")
