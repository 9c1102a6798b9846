"""franz-go and sarama against three brokers; the tests themselves are Go's, in `go/`."""

import os
import pathlib
import subprocess

from served import Served


def test_go_clients():
    with Served(brokers=3) as served:
        environment = {**os.environ, "PARTITA_BOOTSTRAP": served.bootstrap}
        tested = subprocess.run(
            ["go", "test", "-count=1", "-v", "./..."],
            cwd=pathlib.Path(__file__).parent / "go", env=environment, capture_output=True, text=True, timeout=600,
        )
        assert tested.returncode == 0, tested.stdout + tested.stderr
        for name in ("TestFranzGo", "TestSarama"):
            assert f"--- PASS: {name}" in tested.stdout, tested.stdout
