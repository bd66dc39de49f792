"""The histories of a file's tests are told to one store; see `tests.lib.apart`."""

from collections.abc import Iterator

import pytest

from tests.lib.apart import World, apart, histories


@pytest.fixture(scope="module")
def worlds(request: pytest.FixtureRequest) -> Iterator[dict[str, World]]:
    """Test → its history, for the tests of one file that are to run."""
    own = [item for item in request.session.items if item.path == request.path]
    with apart(histories(own)) as told:
        yield told


@pytest.fixture
def world(request: pytest.FixtureRequest, worlds: dict[str, World]) -> World:
    """The history of this test."""
    return worlds[request.node.nodeid]
