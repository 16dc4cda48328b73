#!/usr/bin/env python3
"""Checks a Liuhen receipt with Python's standard library and the openssl program; no server.

    python3 check_receipt.py RECEIPT VKEY_FILE [--sm2 PUBLIC_PEM] [--file ORIGINAL]

VKEY_FILE (and PUBLIC_PEM) must come to you by another way than the receipt. Each step is explained
in docs/formats/receipt.md. Exit codes: 0 all steps good, 1 one is bad, 2 the checking itself failed.
"""

import argparse
import base64
import hashlib
import json
import subprocess
import sys
import tempfile
from pathlib import Path

DEPOSITS = {"record.deposited": False, "record.deposited_again": True}
ED25519_DER_PREFIX = bytes.fromhex("302a300506032b6570032100")  # RFC 8410, before the 32 key bytes


class Bad(Exception):
    """A step that failed; the text says why."""


def demand(condition, sentence):
    if not condition:
        raise Bad(sentence)


def canonical(value):
    """RFC 8785 for what entries hold: texts, integers, true and false, lists, objects."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def decoded(text):
    """Base64 as it is written, and in no other spelling."""
    octets = base64.b64decode(text, validate=True)
    demand(base64.b64encode(octets).decode() == text, "a base64 text is not in its one spelling")
    return octets


def check_form(receipt):
    proof = receipt["proof"]
    demand(len(proof["hashes"]) <= 64, "more than 64 hashes")
    entry = json.loads(proof["entry"])
    demand(canonical(entry) == proof["entry"], "the entry is not canonical JSON")
    demand(entry["kind"] in DEPOSITS, f"an entry of kind {entry['kind']} is not a deposit")
    return proof, entry


def check_entry(receipt, entry):
    body = entry["body"]
    proven = {
        "format": "liuhen-receipt/1", "record_id": body["record"], "file_name": body["file_name"],
        "size_bytes": body["size_bytes"], "sha256": body["sha256"], "sm3": body["sm3"],
        "deposited_at": entry["time"], "again": DEPOSITS[entry["kind"]], "safe_to_wipe": True,
    }
    for name, value in proven.items():
        demand(name in receipt and type(receipt[name]) is type(value) and receipt[name] == value,
               f"the receipt's {name} differs from the log entry")


def root_of_proof(index, size, leaf, hashes):
    """RFC 9162, 2.1.3.2: the root to which an inclusion proof leads."""
    demand(0 <= index < size, "the index lies outside the tree")
    node, first, last = leaf, index, size - 1
    for sibling in hashes:
        demand(last > 0, "the proof has too many hashes")
        if first & 1 or first == last:
            node = hashlib.sha256(b"\x01" + sibling + node).digest()
            while not first & 1 and first > 0:
                first, last = first >> 1, last >> 1
        else:
            node = hashlib.sha256(b"\x01" + node + sibling).digest()
        first, last = first >> 1, last >> 1
    demand(last == 0, "the proof has too few hashes")
    return node


def split_note(note):
    text, signatures = note.rsplit("\n\n", 1)
    return text + "\n", [line.split(" ") for line in signatures.splitlines()]


def openssl(folder, command, files):
    for name, content in files.items():
        (folder / name).write_bytes(content)
    done = subprocess.run(["openssl", *command], cwd=folder, capture_output=True, check=False)
    return done.returncode == 0


def check_ed25519(note, vkey, folder):
    name, key_id, encoded = vkey.split("+", 2)
    key = decoded(encoded)
    demand(len(key) == 33 and key[0] == 1, "the vkey is not an Ed25519 key")
    counted = hashlib.sha256(name.encode() + b"\n" + key).digest()[:4]
    demand(counted.hex() == key_id, "the key id of the vkey is wrong")
    text, signatures = split_note(note)
    for dash, signer, encoded_signature in signatures:
        signature = decoded(encoded_signature)
        if (dash, signer, signature[:4]) != ("\u2014", name, counted):
            continue
        good = openssl(folder, ["pkeyutl", "-verify", "-pubin", "-keyform", "DER", "-inkey", "key",
                                "-rawin", "-in", "text", "-sigfile", "signature"],
                       {"key": ED25519_DER_PREFIX + key[1:], "text": text.encode(),
                        "signature": signature[4:]})
        demand(good, "the checkpoint's Ed25519 signature is bad")
        return name
    raise Bad("the checkpoint is not signed by this key")


def check_inclusion(proof, vkey, folder):
    origin, size, root = split_note(proof["checkpoint"])[0].split("\n")[:3]
    demand(origin == check_ed25519(proof["checkpoint"], vkey, folder),
           "the checkpoint is of another log than the key")
    demand(int(size) == proof["tree_size"], "the tree size differs from the checkpoint's")
    leaf = hashlib.sha256(b"\x00" + proof["entry"].encode()).digest()
    hashes = [decoded(text) for text in proof["hashes"]]
    demand(all(len(one) == 32 for one in hashes), "a hash is not 32 bytes long")
    reached = root_of_proof(proof["index"], int(size), leaf, hashes)
    demand(base64.b64encode(reached).decode() == root, "the proof leads to another root")


def check_sm2(proof, public_pem, folder):
    good = openssl(folder, ["dgst", "-sm3", "-verify", "public.pem", "-sigopt",
                            "distid:1234567812345678", "-signature", "signature", "text"],
                   {"public.pem": public_pem.read_bytes(),
                    "text": split_note(proof["checkpoint"])[0].encode(),
                    "signature": decoded(proof["checkpoint_sm2"])})
    demand(good, "the checkpoint's SM2 signature is bad")


def check_file(original, entry):
    digest, size = hashlib.sha256(), 0
    with original.open("rb") as file:
        while piece := file.read(1 << 20):
            digest.update(piece)
            size += len(piece)
    demand(size == entry["body"]["size_bytes"], "the file has another length")
    demand(digest.hexdigest() == entry["body"]["sha256"], "the file has another SHA-256")


def main():
    words = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    words.add_argument("receipt", type=Path)
    words.add_argument("vkey", type=Path)
    words.add_argument("--sm2", type=Path)
    words.add_argument("--file", type=Path)
    given = words.parse_args()
    receipt = json.loads(given.receipt.read_text("utf-8"))
    vkey = given.vkey.read_text("utf-8").strip()
    proof, entry = check_form(receipt)
    steps = [("entry", lambda folder: check_entry(receipt, entry)),
             ("inclusion", lambda folder: check_inclusion(proof, vkey, folder))]
    if given.sm2:
        steps.append(("sm2", lambda folder: check_sm2(proof, given.sm2, folder)))
    if given.file:
        steps.append(("file", lambda folder: check_file(given.file, entry)))
    for name, step in steps:
        with tempfile.TemporaryDirectory() as folder:
            step(Path(folder))
        print(f"good  {name}")
    print(f"record {entry['body']['record']}, deposited {entry['time']}, index {proof['index']}")


if __name__ == "__main__":
    try:
        main()
    except Bad as bad:
        print(f"BAD   {bad}")
        sys.exit(1)
    except (KeyError, TypeError, ValueError) as fault:
        print(f"BAD   this is not a receipt or a key of the known form: {fault!r}")
        sys.exit(1)
    except OSError as fault:
        print(f"could not check: {fault}", file=sys.stderr)
        sys.exit(2)
