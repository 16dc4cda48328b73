#!/usr/bin/env python3
"""Kills `liuhen init` at its durable steps, at a real terminal, and begins it again.

One undisturbed run counts the steps. Then, for step N and each mode, `init` dies there
(kill_before: what it wrote is there; power_cut: what no fsync confirmed is gone; power_cut:SEED: a
part of that is gone) and is called again, with other names than before. The second `init` must
either go on and end well, or refuse with the sentence of a house that stands, before its first
question. Afterwards the house opens, `liuhen verify` finds it sound, and it holds one founding.

  run_founding.py LIUHEN ACTOR SHIM [--all | --seconds S] [--only N MODE] [--jobs J]
"""

import argparse
import json
import os
import pty
import re
import select
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

MODES = ["kill_before", "power_cut", "power_cut:{n}"]
# A run of low priority on a busy machine waits long for its turn.
RUN_SECONDS_MAX = 60 * (1 + os.nice(0))
PASSWORD = "founding password 1"
STANDS = "there is a house in"
BEGUN = "cut short"

# What a person answers, by the end of the question. A default is taken with an empty line.
ANSWERS = [("in Chinese: ", "{name}局"), ("in English: ", "Bureau {name}"), ("log]: ", ""),
           ("> ", ""), ("of the person: ", "某人"), ("admin]: ", ""), ("or more): ", PASSWORD),
           ("password again: ", PASSWORD)]


def answer_to(said, name):
    for end, answer in ANSWERS:
        if said.endswith(end):
            return answer.format(name=name)
    return None


def init(liuhen, data, name, environment):
    """`liuhen init` at a terminal of its own. Exit code (None: it hangs) and all that it said."""
    child, terminal = pty.fork()
    if child == 0:
        os.execve(liuhen, [liuhen, "init", "--data", str(data), "--lang", "en"],
                  {**os.environ, "TERM": "dumb", **environment})
    said, until = "", time.monotonic() + RUN_SECONDS_MAX
    asked = 0
    while time.monotonic() < until:
        ready, _, _ = select.select([terminal], [], [], 1)
        if not ready:
            continue
        try:
            some = os.read(terminal, 4096)
        except OSError:
            some = b""
        if not some:
            break
        said += some.decode(errors="replace").replace("\r\n", "\n")
        answer = answer_to(said[asked:], name)
        if answer is not None:
            asked = len(said)
            os.write(terminal, (answer + "\n").encode())
    else:
        os.kill(child, signal.SIGKILL)
    os.close(terminal)
    status = os.waitpid(child, 0)[1]
    return os.waitstatus_to_exitcode(status), said


class Bench:
    def __init__(self, arguments, scratch):
        self.liuhen, self.actor, self.shim = arguments.liuhen, arguments.actor, arguments.shim
        self.scratch = Path(scratch)

    def shimmed(self, folder, step, mode):
        return {"LD_PRELOAD": self.shim, "LIUHEN_STEP_FOLDER": str(folder / "house"),
                "LIUHEN_STEP": str(step), "LIUHEN_STEP_MODE": mode,
                "LIUHEN_STEP_UNDO": str(folder / "undo"),
                "LIUHEN_STEP_TOTAL": str(folder / "total")}

    def count(self):
        folder = self.scratch / "count"
        folder.mkdir()
        code, said = init(self.liuhen, folder / "house", "初", self.shimmed(folder, 0, ""))
        if code != 0 or PASSWORD in said:
            sys.exit(f"the undisturbed founding ended with {code}, or showed the password:\n{said}")
        if problem := self.flaw_of_house(folder / "house", "Bureau 初"):
            sys.exit(f"the undisturbed house is not in order: {problem}")
        code, said = init(self.liuhen, folder / "house", "又", {})
        if code != 1 or STANDS not in said or "Name of" in said:
            sys.exit(f"a house that stands is not refused at once, but with {code}:\n{said}")
        return int((folder / "total").read_text())

    def flaw_of_house(self, house, *names):
        """Opens and closes the house as a server would, verifies it, and looks at its entries."""
        opened = subprocess.run([self.actor, "open", house], capture_output=True, text=True,
                                timeout=RUN_SECONDS_MAX)
        if opened.returncode != 0:
            return f"it does not open: {opened.stderr}"
        checked = subprocess.run([self.liuhen, "verify", "--data", house, "--json"],
                                 capture_output=True, text=True, timeout=RUN_SECONDS_MAX)
        if checked.returncode != 0:
            return f"verify: {checked.stdout}{checked.stderr}"
        # One founding, one unit, three administrators.
        entries = json.loads(checked.stdout)["entries"]
        if entries != 5:
            return f"it holds {entries} entries instead of 5"
        name = json.loads((house / "house.json").read_text())["name_en"]
        return None if name in names else f"it is called {name}"

    def carry_out(self, run):
        step, mode = run
        folder = self.scratch / f"run-{step}-{mode.replace(':', '-')}"
        folder.mkdir()
        house = folder / "house"
        code, said = init(self.liuhen, house, "初", self.shimmed(folder, step, mode))
        reached = "step_shim:" in said
        again, more = init(self.liuhen, house, "又", {})
        said += f"-- again:\n{more}"
        if reached and code != -9:
            problem = f"init was to be killed, but ended with {code}"
        elif again == 1 and STANDS in more:
            problem = "it asked before it refused" if "Name of" in more else None
        elif again != 0:
            problem = f"the second init ended with {again}"
        else:
            problem = None
        problem = problem or self.flaw_of_house(house, "Bureau 初", "Bureau 又")
        went_on = BEGUN in more
        stood = STANDS in more
        shutil.rmtree(folder)
        return problem, said, reached, "went on" if went_on else "stood" if stood else "anew"


def main():
    parser = argparse.ArgumentParser(usage=__doc__)
    parser.add_argument("liuhen")
    parser.add_argument("actor")
    parser.add_argument("shim")
    parser.add_argument("--all", action="store_true")
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--only", nargs=2, metavar=("N", "MODE"))
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1)
    arguments = parser.parse_args()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit("stopped"))
    memory = Path("/dev/shm")
    parent = str(memory) if os.access(memory, os.W_OK) else None
    begun = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="liuhen-founding-", dir=parent) as scratch:
        bench = Bench(arguments, scratch)
        total = bench.count()
        print(f"{total} durable steps", flush=True)
        every = [(n, mode.format(n=n)) for n in range(1, total + 1) for mode in MODES]
        plan = [(int(arguments.only[0]), arguments.only[1])] if arguments.only else every
        if not arguments.all and not arguments.only:
            first = time.monotonic()
            bench.carry_out((total + 1, "kill_before"))
            each = time.monotonic() - first
            stride = max(1, round(len(every) * each / arguments.jobs / arguments.seconds))
            while stride % len(MODES) == 0:
                stride += 1
            plan = every[::stride]
        ends, failed, reached = {}, 0, 0
        with ThreadPoolExecutor(arguments.jobs) as pool:
            for run, (problem, said, was_reached, end) in zip(plan, pool.map(bench.carry_out, plan)):
                reached += was_reached
                ends[end] = ends.get(end, 0) + 1
                if problem:
                    failed += 1
                    print(f"FAILED step {run[0]} {run[1]}: {problem}")
                    print(re.sub(r"^", "    ", said[-4000:], flags=re.MULTILINE), flush=True)
                elif arguments.only:
                    print(said)
    print(f"{len(plan)} runs ({reached} reached their step), {failed} failed; the second init: "
          f"{ends}; {time.monotonic() - begun:.0f} s")
    # Each way of going on must have been met, or the test tests less than it says.
    complete = arguments.only or (reached >= 0.9 * len(plan) and len(ends) == 3)
    return 0 if complete and not failed else 1


if __name__ == "__main__":
    sys.exit(main())
