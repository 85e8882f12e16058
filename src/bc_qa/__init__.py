"""Ask an official Vietnamese report questions; get the figure, the sentence and the place.

Importing this package loads neither torch, faiss nor gradio: the names below are resolved on first use.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from bc_qa.assistant import Assistant as Assistant

__all__ = ["Assistant", "__version__"]
__version__ = "0.1.0"

# The models' threads wait for each other asleep: awake they take several times the work on a machine that has other
# work to do. It has to be said before anything loads OpenMP.
os.environ.setdefault("OMP_WAIT_POLICY", "PASSIVE")


def __getattr__(name: str) -> Any:
    """Resolve `Assistant` lazily (PEP 562), so that `import bc_qa` stays light."""
    if name == "Assistant":
        from bc_qa.assistant import Assistant  # noqa: PLC0415

        return Assistant
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
