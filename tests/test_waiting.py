"""How the models' threads wait for each other: asleep, so that a busy machine is not slowed by waiting."""

import os
import subprocess
import sys


def asked(**given: str) -> str:
    told = "import bc_qa, os; print(os.environ['OMP_WAIT_POLICY'])"
    surroundings = {name: value for name, value in os.environ.items() if name != "OMP_WAIT_POLICY"} | given
    return subprocess.run(
        [sys.executable, "-c", told], env=surroundings, capture_output=True, text=True, check=True
    ).stdout.strip()


def test_threads_wait_asleep_unless_told_otherwise() -> None:
    assert asked() == "PASSIVE"
    assert asked(OMP_WAIT_POLICY="ACTIVE") == "ACTIVE"
