import pytest

from workbench.retrieval import load_encoder
from workbench.settings import Settings


@pytest.fixture(scope="session")
def encoder():
    """The built-in model, loaded once."""
    return load_encoder(Settings())
