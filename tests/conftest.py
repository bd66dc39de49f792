"""What the test files of several folders share."""

from collections.abc import Iterator

import pytest


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "told: what a test tells a store that its file shares")


@pytest.fixture(scope="session", autouse=True)
def _one_instance() -> Iterator[None]:
    """Stores are attached to a DuckDB instance that runs already."""
    import duckdb  # noqa: PLC0415  who only hands out the tests needs none

    from tests.lib import one_instance  # noqa: PLC0415

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(duckdb, "connect", one_instance.share)
        yield
    one_instance.end()
