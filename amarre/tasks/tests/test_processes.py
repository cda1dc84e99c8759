"""A worker's name tells whether that very process still lives."""

from __future__ import annotations

import dataclasses
import os
import subprocess
import sys

import pytest

from amarre.tasks.processes import Process

pytestmark = pytest.mark.skipif(not os.path.isdir("/proc/self"), reason="no /proc here")


def test_this_process_lives_and_its_name_can_be_read_back() -> None:
    me = Process.current()
    assert Process.parse(str(me)) == me
    assert me.lives() is True


def test_another_process_with_the_same_number_is_not_the_same_process() -> None:
    assert dataclasses.replace(Process.current(), start="1").lives() is False


def test_a_process_that_has_ended_is_gone_even_before_its_parent_has_noticed() -> None:
    child = subprocess.Popen([sys.executable, "-c", "pass"], stdout=subprocess.PIPE)
    assert child.stdout is not None
    child.stdout.read()
    os.waitid(os.P_PID, child.pid, os.WEXITED | os.WNOWAIT)
    start = "1"
    with open(f"/proc/{child.pid}/stat", encoding="utf-8") as file:
        start = file.read().rpartition(")")[2].split()[19]
    left = dataclasses.replace(Process.current(), pid=child.pid, start=start)
    assert left.lives() is False
    child.wait()


def test_nothing_is_known_of_a_process_on_another_machine() -> None:
    assert dataclasses.replace(Process.current(), machine="elsewhere").lives() is None


@pytest.mark.parametrize("name", ["", "worker", "a:b:c", "host:x:1:m"])
def test_a_name_that_is_not_ours_is_no_process(name: str) -> None:
    assert Process.parse(name) is None
