"""Every number that shapes a result, in one object that can be named by a digest.

Sources, weakest first: the defaults here, ``workbench.toml`` in the workspace, ``WORKBENCH_*`` in the environment.
Two runs with the same `Settings.digest` judged by the same rules.
"""

from __future__ import annotations

import hashlib
import tomllib
from pathlib import Path
from typing import Any

from pydantic import Field, ValidationError
from pydantic_settings import BaseSettings, PydanticBaseSettingsSource, SettingsConfigDict

from workbench.errors import BadInputError

FILE_NAME = "workbench.toml"


class Settings(BaseSettings):
    """The settings of a workspace; frozen, validated, hashable by `digest`."""

    model_config = SettingsConfigDict(env_prefix="WORKBENCH_", extra="forbid", frozen=True)

    # Where the work is; not part of the digest.
    workspace: Path = Path()
    model_path: Path | None = Field(None, description="a local sentence-transformers folder instead of the built-in model")

    # Reading: beyond these a file is refused by name, so that one file cannot stall a batch.
    max_file_megabytes: int = Field(25, ge=1, description="the desk's upload limit as well")
    max_pages: int = Field(2_000, ge=1)
    max_article_characters: int = Field(500_000, ge=1_000, description="a long magazine piece is 60,000")
    max_characters: int = Field(5_000_000, ge=1_000)

    # Passages: about 120 words keeps one under the encoder's 256 word pieces.
    passage_characters: int = Field(700, ge=100)
    passage_overlap_sentences: int = Field(1, ge=0, le=5)

    # Retrieval: reciprocal rank fusion, Cormack et al. 2009; their k is 60, a smaller one did better here: docs/retrieval.md.
    candidates: int = Field(50, ge=1, le=1_000)
    evidence: int = Field(8, ge=1, le=50)
    fusion_k: int = Field(10, ge=1)
    copies: int = Field(2, ge=1, le=50, description="passages with nearly the same text among the evidence; more come last")

    # Claims: sentence vectors lift average precision by 0.02 on debate sentences, and cost about 30 ms a claim.
    check_worthy: float = Field(0.5, ge=0, le=1, description="the preview marks claims from here on; all are searched for")
    check_worthiness_vectors: bool = Field(False, description="score check-worthiness with sentence vectors as well")

    # Judging.
    relation_passages: int = Field(
        3, ge=0, le=50, description="passages a claim that the relation model reads; 0 leaves it out"
    )
    wording_supports: float = Field(0.6, ge=0, le=1, description="score from which words, and dates, alone say the same")
    wording_supports_values: float = Field(0.35, ge=0, le=1, description="the same, where every value of the claim agrees")
    wording_supports_open: float = Field(
        0.5, ge=0, le=1, description="the same, where thing, measure or time of an amount is open"
    )
    wording_supports_doubted: float = Field(
        0.9, ge=0, le=1, description="the same, where a word stands in another's place, or time or order differ"
    )
    wording_differs: float = Field(0.8, ge=0, le=1, description="the same, one value being another: for review")
    wording_refutes: float = Field(0.9, ge=0, le=1, description="score from which words say the opposite")
    later_evidence_counts: bool = Field(False, description="let documents published after the article support or refute")
    stale_days: int = Field(365, ge=1, description="after this many days a price, count or office-holder is flagged stale")

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Let the environment win over the workspace file, which `load` passes as init arguments."""
        return env_settings, init_settings

    def digest(self) -> str:
        """SHA-256 of every setting that can change a result (the workspace's place cannot)."""
        shaping = self.model_dump_json(exclude={"workspace"})
        return hashlib.sha256(shaping.encode()).hexdigest()


def load(workspace: Path) -> Settings:
    """Read the settings of `workspace`.

    Raises:
        BadInputError: the workspace is not a folder, or the file or environment holds an unknown or impossible setting.
    """
    if workspace.exists() and not workspace.is_dir():
        raise BadInputError("workspace", expected="a folder as workspace", found=f"the file {workspace}", fix="name a folder")
    path = workspace / FILE_NAME
    try:
        written: dict[str, Any] = tomllib.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
        return Settings(**written | {"workspace": workspace})
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise BadInputError("settings", expected=f"TOML in {path}", found=str(error), fix="correct that line") from error
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"])
        raise BadInputError(
            "settings",
            expected=f"a valid setting `{where}`",
            found=str(first["msg"]),
            fix=f"correct {path} or WORKBENCH_{where.upper()}",
        ) from error
