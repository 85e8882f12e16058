"""The real server under /tra-cuu behind the real nginx and the real Caddy, each with the recipe of deploy/, on loopback
ports. Where a program is not installed its tests are skipped, but never in CI."""

from __future__ import annotations

import getpass
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from bc_qa.settings import Settings
from tests.browser.conftest import free_port
from tests.conftest import ROOT

PREFIX = "/tra-cuu"
NAME = "baocao.example.vn"
STARTING, STOPPING = 120, 20  # seconds
RUN = "from bc_qa.cli import main; main()"


def started(command: list[str], look: str, folder: Path, **env: str) -> subprocess.Popen[bytes]:
    """Start a program and wait until `look` answers; what it says is in the failure's message."""
    with (folder / "said").open("wb") as said:
        process = subprocess.Popen(command, cwd=folder, env=os.environ | env, stdout=said, stderr=said)
    for _ in range(STARTING * 5):
        try:
            if process.poll() is None and httpx.get(look).status_code < 500:
                return process
        except httpx.HTTPError:
            pass
        if process.poll() is not None:
            break
        time.sleep(0.2)
    process.kill()
    pytest.fail(f"{command[0]} did not start: {(folder / 'said').read_text(encoding='utf-8')[-2000:]}")


def stopped(process: subprocess.Popen[bytes]) -> None:
    process.terminate()
    process.wait(STOPPING)


@pytest.fixture(scope="session")
def port(small_settings: Settings, tmp_path_factory: pytest.TempPathFactory) -> Iterator[int]:
    """The port of a running `bc-qa serve` under the prefix, over the made-up report."""
    folder, port = tmp_path_factory.mktemp("served"), free_port()
    options = ["--corpus", str(small_settings.corpus), "--index", str(small_settings.index), "--port", str(port)]
    process = started(
        [sys.executable, "-c", RUN, "serve", "--root-path", PREFIX, *options],
        f"http://127.0.0.1:{port}{PREFIX}/readyz",
        folder,
        BC_QA_MODEL=small_settings.model,
        BC_QA_ALLOWED_HOSTS=f'["{NAME}"]',
        PYTHONPATH=f"{ROOT / 'src'}",
    )
    yield port
    stopped(process)


def program(name: str) -> str:
    found = shutil.which(name, path=f"{os.environ['PATH']}:/usr/sbin")
    if found is None:
        if os.environ.get("CI"):
            pytest.fail(f"CI needs {name}: a skipped test of its recipe is a failure there")
        pytest.skip(f"no {name} on this machine (apt-get install {name})")
    return found


def nginx(folder: Path, behind: int, front: int, name: str = "nginx.conf") -> list[str]:
    """Write the recipe with ports of its own, inside the smallest nginx.conf there is; return the command."""
    recipe = (ROOT / "deploy" / name).read_text(encoding="utf-8")
    recipe = recipe.replace("127.0.0.1:7860", f"127.0.0.1:{behind}").replace("listen 80;", f"listen 127.0.0.1:{front};")
    kinds = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    temporary = "".join(f"{kind}_temp_path {folder}/{kind};\n" for kind in kinds)
    (folder / "nginx.conf").write_text(
        f"daemon off; user {getpass.getuser()}; worker_processes 1; pid {folder}/pid; error_log stderr; events {{}}\n"
        f"http {{ access_log off;\n{temporary}{recipe} }}\n",
        encoding="utf-8",
    )
    return [program("nginx"), "-c", str(folder / "nginx.conf"), "-p", str(folder)]


def caddy(folder: Path, behind: int, front: int) -> list[str]:
    """Write the recipe with ports of its own, without certificates or the admin port; return the command."""
    recipe = (ROOT / "deploy" / "Caddyfile").read_text(encoding="utf-8")
    recipe = recipe.replace("127.0.0.1:7860", f"127.0.0.1:{behind}")
    recipe = recipe.replace(f"{NAME} {{", f"http://{NAME}:{front}, http://127.0.0.1:{front} {{")
    recipe = recipe.replace("\tservers {", "\tadmin off\n\tauto_https off\n\tservers {")
    (folder / "Caddyfile").write_text(recipe, encoding="utf-8")
    return [program("caddy"), "run", "--config", str(folder / "Caddyfile"), "--adapter", "caddyfile"]


@pytest.fixture(scope="session", params=[nginx, caddy], ids=["nginx", "caddy"])
def site(request: pytest.FixtureRequest, port: int, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the site behind a proxy, with the prefix and without a slash at its end."""
    folder, front = tmp_path_factory.mktemp("proxy"), free_port()
    address = f"http://127.0.0.1:{front}{PREFIX}"
    command = request.param(folder, port, front)
    process = started(command, f"{address}/healthz", folder, HOME=str(folder), XDG_DATA_HOME=str(folder))
    yield address
    stopped(process)
