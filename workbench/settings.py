"""Every number that shapes a result, in one object that can be named by a digest.

Sources, weakest first: the defaults here, ``workbench.toml`` in the workspace, ``WORKBENCH_*`` in the environment.
Two runs with the same `Settings.digest` judged by the same rules.
"""

from __future__ import annotations

import hashlib
import tomllib
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator
from pydantic_settings import BaseSettings, PydanticBaseSettingsSource, SettingsConfigDict, SettingsError

from workbench.errors import BadInputError
from workbench.models import ClaimType

FILE_NAME = "workbench.toml"
ALL_KINDS = "all"
UNTYPED = "untyped"


class KindCalibration(BaseModel):
    """What labelled greens of one kind of claim showed: ``wrong`` of the ``kept`` from ``threshold`` on were wrong.

    ``bound`` is the upper bound of that share. No ``threshold``: none holds the risk, and no green of the kind is shown.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    threshold: float | None = Field(None, ge=0, le=1)
    kept: int = Field(ge=0)
    wrong: int = Field(ge=0)
    bound: float = Field(ge=0, le=1)


class Calibration(BaseModel):
    """From which score on a green may be shown, by kind of claim; made by `workbench eval … --calibrate`.

    ``on`` names the labelled set as the reviewer reads it. ``risk`` is the highest share of wrong greens that was asked for,
    held with ``confidence``. A kind that is not among ``kinds`` had too few labelled greens.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    on: str = Field(min_length=1)
    risk: float = Field(gt=0, le=0.5)
    confidence: float = Field(gt=0, lt=1)
    data_digest: str = Field(pattern="^[0-9a-f]{64}$")
    kinds: dict[str, KindCalibration]

    def ruling(self, kind: str) -> str:
        """The kind whose threshold holds for `kind`: its own, or ``all`` where it had too few labelled greens."""
        return kind if kind in self.kinds else ALL_KINDS

    @model_validator(mode="after")
    def _makes_sense(self) -> Calibration:
        """Kinds that are misspelt, and figures that contradict one another, would change suggestions without a word."""
        known = {ALL_KINDS, UNTYPED, *(kind.value for kind in ClaimType)}
        if ALL_KINDS not in self.kinds or not known.issuperset(self.kinds):
            raise ValueError(f"kinds need {ALL_KINDS} and may have {' '.join(kind.value for kind in ClaimType)}")
        for name, kind in self.kinds.items():
            if kind.wrong > kind.kept or (kind.threshold is not None and kind.bound > self.risk):
                raise ValueError(f"the figures of {name} do not bear out a risk of {self.risk:g}")
        return self


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
    wording_supports: float = Field(0.75, ge=0, le=1, description="score from which words, and dates, alone say the same")
    wording_supports_values: float = Field(0.35, ge=0, le=1, description="the same, where every value of the claim agrees")
    wording_supports_open: float = Field(
        0.6, ge=0, le=1, description="the same, where thing, measure or time of an amount is open"
    )
    wording_supports_doubted: float = Field(
        0.9, ge=0, le=1, description="the same, where a word stands in another's place, or time or order differ"
    )
    wording_differs: float = Field(0.5, ge=0, le=1, description="the same, one value being another: for review")
    wording_keeps: float = Field(0.5, ge=0, le=1, description="score that a match by like words needs; half of it, by amounts")
    wording_refutes: float = Field(0.85, ge=0, le=1, description="score from which words say the opposite")
    later_evidence_counts: bool = Field(False, description="let documents published after the article support or refute")
    stale_days: int = Field(365, ge=1, description="after this many days a price, count or office-holder is flagged stale")
    calibration: Calibration | None = Field(None, description="thresholds set on labelled data: docs/evaluation.md")

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
        """SHA-256 of every setting that can change a result (the workspace's place cannot, nor can no calibration)."""
        shaping = self.model_dump_json(exclude={"workspace"} if self.calibration else {"workspace", "calibration"})
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
            fix=f"correct {path} or WORKBENCH_{where.partition('.')[0].upper()}",
        ) from error
    except SettingsError as error:
        raise BadInputError(
            "settings", expected="JSON in WORKBENCH_CALIBRATION", found=str(error), fix="correct or unset it"
        ) from error
