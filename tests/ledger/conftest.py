"""A ledger written once, of which each test takes a copy."""

import shutil

import pytest
from ledgers import fill


@pytest.fixture(scope="session")
def written_once(tmp_path_factory):
    workspace = tmp_path_factory.mktemp("ledger")
    return workspace, fill(workspace)


@pytest.fixture
def filled(written_once):
    """Put a copy of a ledger with some history into a workspace; returns what it holds."""
    source, holds = written_once

    def copy(workspace):
        shutil.copytree(source, workspace, dirs_exist_ok=True)
        return holds

    return copy
