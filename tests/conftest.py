"""What the test files of several folders share."""

import pytest


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "told: what a test tells a store that its file shares")
