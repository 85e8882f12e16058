"""The app over the made-up report, as the tests of the web have it."""

from tests.web.conftest import client

__all__ = ["client"]
