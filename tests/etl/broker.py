"""A real Mosquitto for the tests and benches of MQTT."""

from __future__ import annotations

import json
import shutil
import subprocess
import time
from collections.abc import Callable
from pathlib import Path

import paho.mqtt.client as paho
from paho.mqtt.enums import CallbackAPIVersion

from data.owner import free_port

TOPIC = "kota/air/manggarai"


class Broker:
    """A Mosquitto of the test's own on a free port; it can be killed and started again."""

    def __init__(self, folder: Path) -> None:
        self.port = free_port()
        self.config = folder / "mosquitto.conf"
        self.config.write_text(f"listener {self.port} 127.0.0.1\nallow_anonymous true\npersistence false\n")
        self.process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        binary = shutil.which("mosquitto") or shutil.which("mosquitto", path="/usr/sbin:/usr/local/sbin")
        assert binary, "Mosquitto is not installed: apt-get install mosquitto"
        self.process = subprocess.Popen([binary, "-c", str(self.config)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)

    def kill(self) -> None:
        if self.process:
            self.process.kill()
            self.process.wait()
            self.process = None

    def publish(self, *payloads: object, topic: str = TOPIC) -> None:
        """Send each payload (bytes as they are, else as JSON) and wait until the broker has it."""
        client = paho.Client(CallbackAPIVersion.VERSION2)
        until(lambda: _connected(client, self.port))
        client.loop_start()
        for payload in payloads:
            client.publish(topic, payload if isinstance(payload, bytes) else json.dumps(payload), qos=1).wait_for_publish(20)
        client.disconnect()
        client.loop_stop()


def _connected(client: paho.Client, port: int) -> bool:
    try:
        return client.connect("127.0.0.1", port) == 0
    except OSError:
        return False


def until(holds: Callable[[], bool], seconds: float = 60.0) -> None:
    deadline = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < deadline, "it did not happen"
        time.sleep(0.05)
