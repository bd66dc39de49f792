"""What the test files of several folders share."""

from collections.abc import Iterator

import duckdb
import pytest

from tests.lib import one_instance


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "told: what a test tells a store that its file shares")


@pytest.fixture(scope="session", autouse=True)
def _one_instance() -> Iterator[None]:
    """Stores are attached to a DuckDB instance that runs already."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(duckdb, "connect", one_instance.attach)
        yield
