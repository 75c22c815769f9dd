#!/usr/bin/env python3
"""Runs one program after another for tests/pages/runs.mjs, from a small process: forking a large one costs many times as much.

    runs.py REQUESTS ANSWERS

Both are named pipes. A request is its length (4 bytes, little end first) and JSON: words, and maybe input, cwd and env. An answer is the
length of its head, the head as JSON (status, signal, error, and how many bytes of out and err follow), and those bytes.
"""

import json
import subprocess
import sys


def answer_of(asked):
    given = asked.get("input")
    # Nobody's words come in unasked: without input there is an empty one.
    try:
        ran = subprocess.run(asked["words"], input=(given or "").encode("utf-8", "surrogatepass"), capture_output=True,
                             cwd=asked.get("cwd"), env=asked.get("env"), check=False)
    except OSError as error:
        return {"status": None, "signal": None, "error": str(error)}, b"", b""
    status = ran.returncode
    return {"status": status if status >= 0 else None, "signal": -status if status < 0 else None, "error": None}, ran.stdout, ran.stderr


def main():
    with open(sys.argv[1], "rb") as requests, open(sys.argv[2], "wb") as answers:
        while length := requests.read(4):
            head, out, err = answer_of(json.loads(requests.read(int.from_bytes(length, "little"))))
            written = json.dumps({**head, "out": len(out), "err": len(err)}).encode()
            answers.write(len(written).to_bytes(4, "little") + written + out + err)
            answers.flush()


main()
