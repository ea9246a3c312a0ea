"""A served product and a watched Chromium: whatever the browser complains about fails the test."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path
from time import monotonic, sleep

import pytest
from playwright.sync_api import Error, sync_playwright

from harsat.cli.stack.ports import free_ports, is_listening

SERVER = os.environ.get("HARSAT_TEST_DATABASE", "sqlite") == "server"
CHROMIUM = os.environ.get("CHROMIUM", "/usr/bin/chromium")
ARGUMENTS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
DESK = {"width": 1440, "height": 900}
START_WITHIN = 90
DEMO = ("contoh@harsat.example", "rumah-tipe-54")

# Playwright's loop stands in this thread, and Django would refuse even to empty the tests' own cache.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"


def pytest_collection_modifyitems(items):
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.e2e)


@pytest.fixture(scope="session")
def base_url(tmp_path_factory):
    """`harsat serve --demo` on a free port: with a folder of its own, or on the services of tools/test_server.py."""
    manifest = Path(__file__).resolve().parents[2] / "src/harsat/web/static/dist/manifest.json"
    assert manifest.exists(), "the front end is not built: npm run build"
    environment = dict(os.environ) if SERVER else _embedded(tmp_path_factory.mktemp("home"))
    environment["ACCOUNT_RATE_LIMITS_DISABLED"] = "true"
    if SERVER:
        subprocess.run(_harsat("migrate"), env=environment, check=True, timeout=START_WITHIN)
    port = free_ports(1)[0]
    log = tmp_path_factory.mktemp("log") / "serve.log"
    with log.open("w") as said:
        process = subprocess.Popen(
            _harsat("serve", "--demo", "--port", str(port)),
            env=environment,
            stdout=said,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
        deadline = monotonic() + START_WITHIN
        while not is_listening(port) and process.poll() is None and monotonic() < deadline:
            sleep(0.1)
        assert is_listening(port), log.read_text()
        if SERVER:
            appoint = _harsat("curator", "add", DEMO[0], "--role", "penerbit")
            subprocess.run(appoint, env=environment, check=True, timeout=START_WITHIN)
        yield f"http://127.0.0.1:{port}"
        os.killpg(process.pid, signal.SIGTERM)
        process.wait(timeout=20)
    assert "Traceback" not in log.read_text(), log.read_text()


def _harsat(*arguments):
    return [sys.executable, "-c", "from harsat.cli.main import main; main()", *arguments]


def _embedded(home):
    services = ("POSTGRES", "PGB", "REDIS", "DATABASE", "SECRET")
    clean = {name: value for name, value in os.environ.items() if not name.startswith(services)}
    return {**clean, "HARSAT_HOME": str(home)}


@pytest.fixture(scope="session")
def chromium():
    with sync_playwright() as playwright:
        try:
            browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        except Error as error:
            pytest.fail(f"no Chromium at {CHROMIUM}: {error}")
        yield browser
        browser.close()


@dataclass
class Watch:
    """What the browser complained about, and which refusals by the server a test expects."""

    expected: set[int] = field(default_factory=set)
    seen: list[str] = field(default_factory=list)

    def expect(self, *statuses):
        self.expected.update(statuses)

    def page(self, page):
        page.on("console", self._console)
        page.on("pageerror", lambda error: self.seen.append(f"error: {error}"))
        page.on("requestfailed", self._failed)
        page.on("response", self._response)
        return page

    def _console(self, message):
        if message.type == "error" and not message.text.startswith("Failed to load resource"):
            self.seen.append(f"console: {message.text}")

    def _failed(self, request):
        # A download and a page that is left end their requests, which is no failure of ours.
        if request.failure != "net::ERR_ABORTED":
            self.seen.append(f"failed: {request.url} {request.failure}")

    def _response(self, response):
        if response.status >= 400 and response.status not in self.expected:
            self.seen.append(f"{response.status}: {response.request.method} {response.url}")


@pytest.fixture
def watch():
    watch = Watch()
    yield watch
    assert watch.seen == []


@pytest.fixture
def new_page(chromium, base_url, watch):
    """`new_page(email, password)`: a browser of its own, signed in when told as whom."""
    contexts = []

    def make(email="", password="", **options):
        context = chromium.new_context(
            base_url=base_url, locale="id-ID", viewport=options.pop("viewport", DESK), **options
        )
        context.set_default_timeout(10_000)
        contexts.append(context)
        page = watch.page(context.new_page())
        if email:
            sign_in(page, email, password)
        return page

    yield make
    for context in contexts:
        context.close()


def sign_in(page, email, password):
    page.goto("/akun/masuk/")
    page.get_by_label("Surel").fill(email)
    page.get_by_label("Kata sandi").fill(password)
    page.get_by_role("button", name="Masuk").click()
    page.wait_for_url("**/")


@pytest.fixture
def demo_page(new_page):
    """`demo_page(color_scheme="dark")`: the demo user in a browser, and the path of the demo project."""

    def make(**options):
        page = new_page(*DEMO, **options)
        path = page.locator("a.name", has_text="Rumah Tinggal Tipe 54").get_attribute("href")
        return page, path.replace("list-pekerjaan/", "")

    return make
