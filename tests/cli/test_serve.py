"""`harsat serve` from the first start to Ctrl-C, as a person meets it."""

import os
import signal
import subprocess
import sys
from time import monotonic, sleep
from urllib.error import HTTPError
from urllib.request import urlopen

import pytest

from harsat.cli.stack.ports import free_ports, is_listening

pytestmark = pytest.mark.slow


@pytest.fixture
def server(tmp_path):
    port = free_ports(1)[0]
    clean = {
        name: value for name, value in os.environ.items() if not name.startswith(("POSTGRES", "PGB", "REDIS", "SECRET"))
    }
    process = subprocess.Popen(
        [sys.executable, "-c", "from harsat.cli.main import main; main()", "serve", "--port", str(port)],
        env={**clean, "HARSAT_HOME": str(tmp_path)},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    )
    deadline = monotonic() + 60
    while not is_listening(port) and process.poll() is None and monotonic() < deadline:
        sleep(0.1)
    yield process, port
    if process.poll() is None:
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def test_it_answers_and_one_ctrl_c_stops_everything(server):
    process, port = server
    with pytest.raises(HTTPError) as refused:
        urlopen(f"http://127.0.0.1:{port}/api/v2/tidak-ada/", timeout=20)
    assert refused.value.code == 404
    refused.value.close()

    os.killpg(process.pid, signal.SIGINT)
    said, _ = process.communicate(timeout=60)
    assert f"http://127.0.0.1:{port}/" in said
    assert "Traceback" not in said
    assert not is_listening(port)
    with pytest.raises(ProcessLookupError):
        os.killpg(process.pid, 0)
