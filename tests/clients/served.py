"""A `partita serve` for the time of a test: on the loopback, on ports of its own, ended with the test."""

import os
import re
import socket
import subprocess
import time

BINARY = os.environ["PARTITA"]


def free_ports(count):
    """`count` ports in a row that nobody has now."""
    for first in range(21000, 29000, count):
        try:
            for port in range(first, first + count):
                with socket.socket() as probe:
                    probe.bind(("127.0.0.1", port))
        except OSError:
            continue
        return first
    raise RuntimeError("no free ports")


class Served:
    """A running server. `with Served(brokers=3) as served: ...`"""

    def __init__(self, brokers=1, arguments=()):
        self.brokers = brokers
        self.arguments = list(arguments)

    def __enter__(self):
        self.port = free_ports(self.brokers)
        command = [BINARY, "serve", "--brokers", str(self.brokers), "--port", str(self.port), "--no-page"]
        self.process = subprocess.Popen(command + self.arguments, stdout=subprocess.PIPE, text=True)
        ready = self.process.stdout.readline()
        control = self.process.stdout.readline()
        assert "ready" in ready, ready
        self.controllers = re.search(r"controllers on ([^; \n]+)", ready).group(1)
        self.at = re.search(r"--at (\S+)", control).group(1)
        self.bootstrap = ",".join(f"127.0.0.1:{self.port + id}" for id in range(self.brokers))
        return self

    def __exit__(self, *_):
        self.process.terminate()
        try:
            self.process.wait(20)
        except subprocess.TimeoutExpired:
            self.process.kill()
            raise

    def control(self, *words):
        subprocess.run([BINARY, "ctl", "--at", self.at, *words], check=True, timeout=30)


def within(seconds, condition, what):
    """Waits until `condition()` is true, at most `seconds`."""
    deadline = time.monotonic() + seconds
    while True:
        value = condition()
        if value:
            return value
        assert time.monotonic() < deadline, f"not within {seconds} s: {what}"
        time.sleep(0.1)
