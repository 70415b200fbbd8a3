"""The connection to a Ray cluster, or a small one of this machine."""

from __future__ import annotations

import contextlib
import os
import signal
import socket
import threading
from collections.abc import Iterator, Mapping
from typing import Any

from extractor.batch.errors import BatchError
from extractor.batch.options import cores
from extractor.errors import UsageError

_PATIENCE = 10.0
"""Seconds in which the head of a cluster has to answer; Ray itself would try for minutes."""
_STARTS = 3
"""Times that a cluster is started here: Ray gives some of its processes 15 s, others 30."""
_STORE_BYTES = 256 << 20
"""Of shared memory for results on their way, in a cluster that is started here."""
_SETTINGS: Mapping[str, str] = {
    # Without: Ray would tell its makers that it is used.
    "RAY_USAGE_STATS_ENABLED": "0",
    # On a busy machine Ray's own processes take longer than they are given.
    "RAY_agent_register_timeout_ms": "120000",
}


_SETTINGS_FRAME, _FRAME_HEAD = b"\4", 9
_HELLO = b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n" + b"\0\0\0" + _SETTINGS_FRAME + b"\0" * 5


@contextlib.contextmanager
def connected(address: str | None, workers: int | None) -> Iterator[None]:
    """Ray, connected to the cluster at `address`, or at RAY_ADDRESS, or to a new one made here.

    A connection that the caller of the library made is used, and stays. Raises BatchError where
    nothing answers at the address, UsageError where it is none.
    """
    import ray

    if ray.is_initialized():
        yield
        return
    where = address or os.environ.get("RAY_ADDRESS") or "local"
    _check(where)
    for name, value in _SETTINGS.items():
        os.environ.setdefault(name, value)
    try:
        with _own_signals():
            _connect(where, workers)
        yield
    finally:
        ray.shutdown()


def _connect(where: str, workers: int | None) -> None:
    import ray

    made: dict[str, Any] = {}
    if where == "local":
        made = {
            "num_cpus": workers or cores(), "object_store_memory": _STORE_BYTES,
            "include_dashboard": False,
        }  # fmt: skip
    for left in reversed(range(_STARTS if made else 1)):
        try:
            ray.init(
                where, log_to_driver=False, logging_level="ERROR", namespace="papersieve", **made
            )
        except Exception as error:
            ray.shutdown()
            if not left:
                reason = " ".join(str(error).split())[:300] or type(error).__name__
                raise BatchError(f"--engine ray, cluster {where}", reason) from error
        else:
            return


def _check(where: str) -> None:
    """That something listens there."""
    if where in {"auto", "local"}:
        return
    host, _, port = where.rpartition(":")
    if "://" in where or not host or not port.isdigit():
        reason = "is no HOST:PORT of the head of a Ray cluster (ray status prints it), nor auto"
        raise UsageError(f"--address {where}", reason)
    try:
        with socket.create_connection((host.strip("[]"), int(port)), _PATIENCE) as connection:
            speaks = _speaks_http_2(connection)
    except (OSError, OverflowError) as error:
        text = getattr(error, "strerror", None) or str(error)
        reason = f"no Ray cluster answers there: {text}"
        raise BatchError(f"--address {where}", reason) from error
    if not speaks:
        reason = "what answers there is no head of a Ray cluster (not the port of its dashboard?)"
        raise BatchError(f"--address {where}", reason)


def _speaks_http_2(connection: socket.socket) -> bool:
    """Whether a server says what gRPC begins with (RFC 9113, 3.4); always yes where Ray has TLS."""
    if os.environ.get("RAY_USE_TLS", "0") != "0":
        return True
    connection.sendall(_HELLO)
    with connection.makefile("rb") as stream:
        return stream.read(_FRAME_HEAD)[3:4] == _SETTINGS_FRAME


@contextlib.contextmanager
def _own_signals() -> Iterator[None]:
    """Takes back what Ray changes: how the process ends is for the command line to say."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.getsignal(signal.SIGTERM)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)
