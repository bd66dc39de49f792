"""What several tests lean on; its assertions explain themselves like those of a test."""

import pytest

pytest.register_assert_rewrite("tests.lib.both", "tests.lib.invariants")
