#!/usr/bin/env python3
"""Kills, cuts off and fails the crash actor at its durable steps and checks what is left.

A template house is made once and one undisturbed run counts the steps. Then, for steps N of that
count and each mode, a copy of the template is acted upon under the shim until step N:

  kill_before, kill_after   the process dies; what it wrote is there
  power_cut                 everything that no fsync confirmed is gone
  power_cut:SEED            of each file and folder a part of it is gone
  twice                     power cut at N, and the recovery that follows dies as well
  rebuild:kill_before, rebuild:power_cut
                            not the acting but `rebuild` dies, of a house whose newest entries were
                            not published yet; a second rebuild must bring them all back
  fail:EIO, fail:ENOSPC     the step fails, once; the actor goes on or ends
  fail_from:ENOSPC          the disk stays full until the process ends

Afterwards `crash_actor check` must find everything that was acknowledged. A line a failing run,
with the step's call and file and the command that repeats it.

  run_crash.py ACTOR SHIM [--all [--minutes M] [--from R] | --seconds S] [--offset K] [--only N MODE] [--jobs J]

`--all` carries out every step in every mode; with `--minutes` it stops beginning new runs after
that time, and says what was covered; `--from` leaves out the first R runs, to go on with such a
one. Its runs are shuffled, so that no part of the acting is left out by the clock.
"""

import argparse
import hashlib
import os
import random
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

CRASH_MODES = ["kill_before", "power_cut", "kill_after", "power_cut:{n}", "twice"]
# The test of this test: when the fsync of such files is a lie, a power cut must lose something.
LIES = ["/catalog.db-wal", "/vault/ocfl", "/vault/uploads"]
FAIL_MODES = ["fail:EIO", "fail:ENOSPC", "fail_from:ENOSPC"]
REBUILD_MODES = ["rebuild:kill_before", "rebuild:power_cut"]
REBUILD_RUNS_MAX = 24  # unless --all
# A run of low priority on a busy machine waits long for its turn.
RUN_SECONDS_MAX = 60 * (1 + os.nice(0))
# A crash run and a failing run share the time budget like this.
FAIL_SHARE = 0.25


@dataclass
class Run:
    step: int
    mode: str

    def is_fault(self):
        return self.mode.startswith("fail")


class Bench:
    """The programs, a scratch folder and the template house."""

    def __init__(self, actor, shim, scratch):
        self.actor, self.shim, self.scratch = actor, shim, Path(scratch)
        self.template = self.scratch / "template"
        subprocess.run([actor, "make", self.template], check=True, timeout=RUN_SECONDS_MAX)

    def place(self, name):
        folder = self.scratch / name
        folder.mkdir()
        subprocess.run(["cp", "-a", "--reflink=auto", self.template, folder / "house"], check=True)
        return folder

    def place_unpublished(self, name):
        """A house that was killed with entries committed and not published."""
        folder = self.place(name)
        self.call("leave", folder / "house", folder / "acks")
        return folder

    @staticmethod
    def clear(folder):
        subprocess.run(["chmod", "-R", "u+rwX", folder], check=True)
        shutil.rmtree(folder)

    def call(self, *arguments, shim=None):
        """Exit code and standard error; None for a program that had to be stopped."""
        environment = {**os.environ, "LD_PRELOAD": self.shim, **shim} if shim else dict(os.environ)
        try:
            done = subprocess.run([self.actor, *map(str, arguments)], env=environment,
                                  capture_output=True, text=True, timeout=RUN_SECONDS_MAX)
        except subprocess.TimeoutExpired as stuck:
            return None, (stuck.stderr or b"").decode(errors="replace")
        return done.returncode, done.stderr

    def under_shim(self, folder, step, mode, *arguments, **more):
        return self.call(*arguments, shim={"LIUHEN_STEP_FOLDER": str(folder / "house"),
                                           "LIUHEN_STEP": str(step), "LIUHEN_STEP_MODE": mode,
                                           "LIUHEN_STEP_UNDO": str(folder / "undo"), **more})

    def count_rebuild(self):
        folder = self.place_unpublished("count-rebuild")
        total = folder / "total"
        code, said = self.under_shim(folder, 0, "", "rebuild", folder / "house",
                                     LIUHEN_STEP_TOTAL=str(total))
        if code != 0 or " 3 entries carried over" not in said:
            sys.exit(f"the undisturbed rebuild failed with {code}:\n{said}")
        return int(total.read_text())

    def count(self, command, name):
        """The number of steps of an undisturbed run, which must also be found in order."""
        folder = self.place(name)
        total = folder / "total"
        acks = [folder / "acks"] if command == "act" else []
        code, said = self.under_shim(folder, 0, "", command, folder / "house", *acks,
                                     LIUHEN_STEP_TOTAL=str(total))
        if code != 0:
            sys.exit(f"the undisturbed run failed with {code}:\n{said}")
        code, said = self.call("check", folder / "house", folder / "acks")
        if code != 0:
            sys.exit(f"the undisturbed house is not in order:\n{said}")
        return int(total.read_text())


def verdict_on_act(run, code, said):
    """What is wrong with how the actor itself ended; empty when nothing is."""
    if "step_shim:" not in said:
        return ""  # the run was shorter than the count: threads do not always step alike
    if not run.is_fault():
        return "" if code == -9 else f"the actor was to be killed, but ended with {code}"
    if code is None:
        return "the actor hangs"
    if code not in (0, 3):
        return f"the actor ended with {code}"
    return verdict_on_writer(run, said)


def verdict_on_writer(run, said):
    """After a failed sync of the log or of the catalog's journal no more may be acknowledged."""
    before, _, after = said.partition("step_shim:")
    is_working = "crash_actor: open\n" in before and "crash_actor: writer" in after
    if run.mode != "fail_from:ENOSPC" and "stuck" in after and "house unhealthy" not in after:
        return "an upload does not end although the disk failed only once"
    step = after.split()
    if run.mode != "fail:EIO" or not is_working or step[1] not in ("fsync", "fdatasync"):
        return ""
    if step[2] == "/catalog.db-wal" and "writer answers a fault" not in after:
        return "the scribe goes on after a failed sync"
    if step[2].startswith("/log") and "house unhealthy" not in after:
        return "the publisher goes on after a failed sync"
    return ""


def carry_out_rebuild(bench, run):
    folder = bench.place_unpublished(f"run-{run.step}-{run.mode.replace(':', '-')}")
    house = folder / "house"
    code, said = bench.under_shim(folder, run.step, run.mode.split(":")[1], "rebuild", house)
    problem = "" if code in (-9, 0) else f"the rebuild ended with {code}"
    reached = "step_shim:" in said
    for again in (["rebuild", house], ["check", house, folder / "acks"]):
        code, more = bench.call(*again)
        said += f"-- {again[0]}:\n{more}"
        if code != 0 and not problem:
            problem = f"{again[0]} ended with {code}"
    bench.clear(folder)
    return problem, said, reached


def carry_out(bench, run):
    """Answers (problem, everything that was said, whether the step was reached)."""
    if run.mode.startswith("rebuild"):
        return carry_out_rebuild(bench, run)
    folder = bench.place(f"run-{run.step}-{run.mode.replace(':', '-')}")
    house, acks = folder / "house", folder / "acks"
    mode = "power_cut" if run.mode == "twice" else run.mode
    code, said = bench.under_shim(folder, run.step, mode, "act", house, acks)
    problem = verdict_on_act(run, code, said)
    if run.mode == "twice":
        # The recovery takes about as many steps as were left under way; any of the first will do.
        second = 1 + run.step * 7919 % 60
        _, more = bench.under_shim(folder, second, f"power_cut:{run.step}", "recover", house)
        said += f"-- recovery, cut at {second}:\n{more}"
    code, more = bench.call("check_faulty" if run.is_fault() else "check", house, acks)
    if code != 0 and not problem:
        problem = "the check hangs" if code is None else "the check found problems"
    bench.clear(folder)
    return problem, said + more, "step_shim:" in said


def unnoticed_lies(bench, total):
    """Lies about fsync that no check found out; each has three chances."""
    for lie in LIES:
        noticed = False
        for step in (total * 6 // 10, total * 8 // 10, total * 9 // 10):
            folder = bench.place(f"lie-{step}")
            bench.under_shim(folder, step, "power_cut", "act", folder / "house", folder / "acks",
                             LIUHEN_STEP_LIE=lie)
            code, _ = bench.call("check", folder / "house", folder / "acks")
            noticed = noticed or code in (1, 3)
            bench.clear(folder)
        if not noticed:
            yield lie


def plan_crashes(total, stride, offset):
    every = [Run(n, mode.format(n=n)) for n in range(1, total + 1) for mode in CRASH_MODES]
    return every[offset % stride::stride]


def plan_faults(total, stride, offset):
    every = [Run(n, mode) for n in range(1, total + 1) for mode in FAIL_MODES]
    return every[offset % stride::stride]


def plan_rebuilds(bench, every):
    total = bench.count_rebuild()
    runs = [Run(n, mode) for n in range(1, total + 1) for mode in REBUILD_MODES]
    stride = 1 if every else max(1, len(runs) // REBUILD_RUNS_MAX) | 1
    return runs[::stride]


def stride_for(runs, seconds, seconds_a_run, kinds):
    """At least 1, and no multiple of the number of modes, or some modes would never be met."""
    stride = max(1, -(-int(runs * seconds_a_run) // max(1, int(seconds))))
    while stride > 1 and any(stride % k == 0 for k in range(2, kinds + 1) if kinds % k == 0):
        stride += 1
    return stride


def make_plan(bench, total, arguments):
    if arguments.only:
        return [Run(int(arguments.only[0]), arguments.only[1])]
    if arguments.all:
        every = (plan_rebuilds(bench, True) + plan_crashes(total, 1, 0) +
                 plan_faults(total, 1, 0))
        # By digest, so that a run has its place whatever the count of steps was this time.
        every.sort(key=lambda run: hashlib.sha256(f"{run.step} {run.mode}".encode()).digest())
        return every[arguments.first:]
    begun = time.monotonic()
    samples = [Run(total // 2, "kill_before"), Run(total // 3, "power_cut")]
    with ThreadPoolExecutor(arguments.jobs) as pool:
        list(pool.map(lambda run: carry_out(bench, run), samples))
    each = (time.monotonic() - begun) / len(samples)
    crashes = stride_for(total * len(CRASH_MODES), arguments.seconds * (1 - FAIL_SHARE), each,
                         len(CRASH_MODES))
    # An actor that meets a fault goes on to its end and may wait: count such a run threefold.
    faults = stride_for(total * len(FAIL_MODES), arguments.seconds * FAIL_SHARE, 3 * each,
                        len(FAIL_MODES))
    offset = random.randrange(10_000) if arguments.offset is None else arguments.offset
    print(f"{each:.2f} s a run; every {crashes}th crash and every {faults}th fault, "
          f"--offset {offset}", flush=True)
    return (plan_rebuilds(bench, False) + plan_crashes(total, crashes, offset) +
            plan_faults(total, faults, offset))


def report(run, problem, said, arguments):
    print(f"FAILED step {run.step} {run.mode}: {problem}")
    lines = said.splitlines()
    if len(lines) > 40:
        lines = lines[:20] + ["…"] + lines[-20:]
    for line in lines:
        print(f"    {line[:400]}")
    print(f"    repeat: {sys.argv[0]} {arguments.actor} {arguments.shim} --only {run.step} "
          f"{run.mode}", flush=True)


def carry_out_all(bench, plan, arguments):
    """Runs with their outcome, in the order of the plan; none begins after --minutes."""
    until = time.monotonic() + 60 * (arguments.minutes or 1e6)

    def one(run):
        return carry_out(bench, run) if time.monotonic() < until else None

    with ThreadPoolExecutor(arguments.jobs) as pool:
        for run, outcome in zip(plan, pool.map(one, plan)):
            if outcome is not None:
                yield run, outcome


def print_coverage(plan, done):
    """Of each mode, how many of the planned steps were acted upon."""
    kind = lambda run: re.sub(r"^power_cut:.*", "power_cut:SEED", run.mode)
    for mode in sorted({kind(run) for run in plan}):
        planned = {run.step for run in plan if kind(run) == mode}
        covered = {run.step for run in done if kind(run) == mode}
        print(f"  {mode}: {len(covered)} steps of {len(planned)} planned")


def scratch_parent():
    """Memory when there is enough of it: a disk that syncs for real takes ten times as long."""
    memory = Path("/dev/shm")
    if memory.is_dir() and os.access(memory, os.W_OK):
        if shutil.disk_usage(memory).free > 512 << 20:
            return str(memory)
    return None


def main():
    parser = argparse.ArgumentParser(usage=__doc__)
    parser.add_argument("actor")
    parser.add_argument("shim")
    parser.add_argument("--all", action="store_true")
    parser.add_argument("--minutes", type=float)
    parser.add_argument("--from", type=int, default=0, dest="first", metavar="R")
    parser.add_argument("--seconds", type=float, default=140)
    parser.add_argument("--offset", type=int)
    parser.add_argument("--only", nargs=2, metavar=("N", "MODE"))
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1)
    arguments = parser.parse_args()
    begun = time.monotonic()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit("stopped"))  # and clear the scratch folder
    with tempfile.TemporaryDirectory(prefix="liuhen-crash-", dir=scratch_parent()) as scratch:
        bench = Bench(arguments.actor, arguments.shim, scratch)
        total = bench.count("act", "count")
        print(f"{total} durable steps in {scratch}", flush=True)
        failed = reached = 0
        if not arguments.only:
            for lie in unnoticed_lies(bench, total):
                failed += 1
                print(f"FAILED: nobody notices that {lie} is never synced: this test proves nothing")
        plan = make_plan(bench, total, arguments)
        done = []
        for run, (problem, said, was_reached) in carry_out_all(bench, plan, arguments):
            done.append(run)
            reached += was_reached
            if problem:
                failed += 1
                report(run, problem, said, arguments)
            elif arguments.only:
                print(said)
    print_coverage(plan, done)
    print(f"{len(done)} runs ({reached} reached their step), {failed} failed, "
          f"{time.monotonic() - begun:.0f} s")
    if reached < 0.9 * len(done):
        print("too few runs reached their step: the count is wrong")
        return 1
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
