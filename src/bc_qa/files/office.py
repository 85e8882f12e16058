"""Files of older and other offices (.doc, .xls, .ppt, .odt, .rtf …), converted by LibreOffice where it is installed.

It runs with a profile of its own in a folder that is deleted afterwards, runs no macro, reaches no network, and is
stopped with all it has started when it takes too long.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import subprocess
import tempfile
from functools import cache
from pathlib import Path

from bc_qa import phrases
from bc_qa.errors import UnsupportedFile
from bc_qa.files.guard import check_open_document, check_package, is_ole

SECONDS = 120
# What each kind becomes. Slides become pages, so that a citation can name the slide.
BECOMES = {
    ".doc": ".docx", ".odt": ".docx", ".rtf": ".docx", ".xls": ".xlsx", ".ods": ".xlsx",
    ".ppt": ".pdf", ".pptx": ".pdf", ".odp": ".pdf",
}  # fmt: skip
_FILTERS = {".docx": "docx:MS Word 2007 XML", ".xlsx": "xlsx:Calc MS Excel 2007 XML", ".pdf": "pdf:impress_pdf_Export"}
_SETTINGS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema">
<item oor:path="/org.openoffice.Office.Common/Security/Scripting">
<prop oor:name="DisableMacrosExecution" oor:op="fuse"><value>true</value></prop>
<prop oor:name="BlockUntrustedRefererLinks" oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Inet/Settings">
<prop oor:name="ooInetProxyType" oor:op="fuse"><value>1</value></prop>
<prop oor:name="ooInetHTTPProxyName" oor:op="fuse"><value>127.0.0.1</value></prop>
<prop oor:name="ooInetHTTPProxyPort" oor:op="fuse"><value>9</value></prop></item>
</oor:items>
"""


def modernized(name: str, content: bytes, suffix: str) -> tuple[str, bytes]:
    """Return the kind that a file of an older kind becomes (".docx", ".xlsx", ".pdf"), and its bytes as such.

    Raises UnsupportedFile where it is not what its name says, is locked, or LibreOffice is missing or cannot read it.
    """
    _check(name, content, suffix)
    program = shutil.which("soffice") or shutil.which("libreoffice")
    if program is None:
        raise UnsupportedFile(phrases.OFFICE_MISSING.format(name=name))
    wanted = BECOMES[suffix]
    with tempfile.TemporaryDirectory(prefix="bc-qa-office-") as folder:
        home = Path(folder)
        profile = home / "profile" / "user"
        profile.mkdir(parents=True)
        (profile / "registrymodifications.xcu").write_text(_SETTINGS, encoding="utf-8")
        given = home / f"van-ban{suffix}"
        given.write_bytes(content)
        _run(name, [*_apart(), program, f"-env:UserInstallation={(home / 'profile').as_uri()}", "--headless",
                    "--norestore", "--nolockcheck", "--convert-to", _FILTERS[wanted], "--outdir", folder, str(given)],
             home)  # fmt: skip
        made = given.with_suffix(wanted)
        if not made.is_file():
            raise UnsupportedFile(phrases.OFFICE_UNREADABLE.format(name=name))
        return wanted, made.read_bytes()


def _check(name: str, content: bytes, suffix: str) -> None:
    """Raise UnsupportedFile where a file is not what its name says: LibreOffice would read it as plain text."""
    if suffix == ".rtf":
        sound = content.lstrip()[:5] == b"{\\rtf"
    elif suffix in (".doc", ".xls", ".ppt"):
        sound = is_ole(content)
    elif suffix == ".pptx":
        check_package(name, content)
        sound = True
    else:
        check_open_document(name, content)
        sound = True
    if not sound:
        raise UnsupportedFile(phrases.FILE_DAMAGED.format(name=name))


def _run(name: str, command: list[str], home: Path) -> None:
    """Run a command in a process group of its own. Raises UnsupportedFile where it takes too long."""
    told = {"HOME": str(home), "PATH": os.environ.get("PATH", os.defpath), "LC_ALL": "C.UTF-8", "TMPDIR": str(home)}
    process = subprocess.Popen(
        command, cwd=home, env=told, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        start_new_session=True,
    )  # fmt: skip
    try:
        process.wait(SECONDS)
    except subprocess.TimeoutExpired as error:
        raise UnsupportedFile(phrases.OFFICE_TOO_SLOW.format(name=name, limit=SECONDS)) from error
    finally:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()


@cache
def _apart() -> tuple[str, ...]:
    """Return what to put before a command so that it has no network, where the machine allows that."""
    unshare = shutil.which("unshare")
    way = (unshare, "--map-root-user", "--net", "--") if unshare else ()
    tried = subprocess.run([*way, "true"], check=False, capture_output=True) if way else None
    return way if tried is not None and tried.returncode == 0 else ()
