"""The assistant behind the doors, loaded in the background so that the server answers at once that it is not ready."""

from __future__ import annotations

from collections.abc import Callable
from threading import Event, Thread

from bc_qa import phrases
from bc_qa.assistant import Assistant
from bc_qa.errors import BcQaError, NotReady
from bc_qa.types import Document


class AssistantSource:
    """Holds an assistant once it is loaded; `failed` holds the error where it cannot be."""

    def __init__(self, load: Callable[[], Assistant], on_failure: Callable[[], None] = lambda: None) -> None:
        self._load = load
        self._on_failure = on_failure
        self._assistant: Assistant | None = None
        self._done = Event()
        self.failed: BcQaError | None = None
        self.behind: str | None = None
        """Why the reports that are answered from are not those of the corpus as it is now; None where they are."""

    @classmethod
    def of(cls, assistant: Assistant) -> AssistantSource:
        """Return a source that is ready."""
        source = cls(lambda: assistant)
        source.run()
        return source

    def start(self) -> None:
        """Load in a thread of its own."""
        Thread(target=self.run, name="load-assistant", daemon=True).start()

    def run(self) -> None:
        """Load now."""
        try:
            assistant = self._load()
            self._assistant = self._assistant or assistant  # a renewal may have been quicker
        except BcQaError as error:
            self.failed = error
            self._on_failure()
        finally:
            self._done.set()

    def put(self, assistant: Assistant) -> None:
        """Answer with another assistant from now on; what is being answered ends with the one before."""
        self._assistant = assistant
        self.behind = None

    def wait(self, seconds: float | None) -> bool:
        """Wait until loading has ended, at most so long where that is given; return whether the assistant is there."""
        self._done.wait(seconds)
        return self._assistant is not None

    def get(self) -> Assistant:
        """Return the assistant. Raises NotReady while it is loading or could not be loaded."""
        if self._assistant is None:
            raise NotReady(phrases.NOT_READY)
        return self._assistant

    def documents(self) -> tuple[Document, ...]:
        """Return the reports; none while the assistant is loading."""
        return self._assistant.documents if self._assistant else ()
