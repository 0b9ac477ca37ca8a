from pathlib import Path

import pytest
import redis

from cxplatform.embedded import claim, start_valkey
from tests.embedded.processes import alive


def test_the_broker_asks_for_its_password_and_shows_it_to_nobody(data_dir: Path) -> None:
    with claim(data_dir):
        server = start_valkey(data_dir)
        try:
            with redis.Redis.from_url(server.url) as client:
                assert client.ping()
                assert client.config_get("save", "appendonly", "bind") == {
                    "save": "",
                    "appendonly": "no",
                    "bind": "127.0.0.1",
                }
                password = client.connection_pool.connection_kwargs["password"]
                port = client.connection_pool.connection_kwargs["port"]
            assert password not in alive({server.process.pid})[server.process.pid]
            with redis.Redis(port=port) as stranger, pytest.raises(redis.AuthenticationError):
                stranger.ping()
        finally:
            server.stop()


def test_a_restart_keeps_the_address_and_forgets_the_rest(data_dir: Path) -> None:
    with claim(data_dir):
        first = start_valkey(data_dir)
        with redis.Redis.from_url(first.url) as client:
            client.set("kept", "no")
        first.kill()
        again = start_valkey(data_dir)
        try:
            assert again.url == first.url
            with redis.Redis.from_url(again.url) as client:
                assert client.get("kept") is None
        finally:
            again.stop()
