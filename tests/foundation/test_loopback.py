"""Tests never leave this machine."""

import socket

import pytest


def test_a_connection_to_another_machine_is_refused():
    with socket.socket() as line, pytest.raises(ConnectionRefusedError, match="reached for"):
        line.connect(("192.0.2.1", 80))
