"""The calibration in a workspace's settings: read, refused in one line, and no part of the digest while there is none."""

import hashlib

import pytest

from workbench.cli.diagnosis import diagnose
from workbench.errors import BadInputError
from workbench.settings import Settings, load

TABLE = f"""evidence = 6

[calibration]
on = "our log 2026"
risk = 0.01
confidence = 0.95
data_digest = "{"0" * 64}"

[calibration.kinds]
all = {{ threshold = 0.62, kept = 410, wrong = 0, bound = 0.00728 }}
money = {{ kept = 299, wrong = 1, bound = 0.015776 }}
"""


@pytest.fixture
def read(tmp_path):
    """The settings that a text holds."""

    def read(text):
        (tmp_path / "workbench.toml").write_text(text, encoding="utf-8")
        return load(tmp_path)

    return read


def test_a_table_is_read(read):
    found = read(TABLE).calibration
    assert (found.on, found.risk, found.confidence, list(found.kinds)) == ("our log 2026", 0.01, 0.95, ["all", "money"])
    assert (found.kinds["all"].threshold, found.kinds["money"].threshold) == (0.62, None)
    assert (found.ruling("money"), found.ruling("quote")) == ("money", "all")


def test_only_a_calibration_that_is_there_is_part_of_the_digest(read):
    plain = read("evidence = 6\n")
    without = plain.model_dump_json(exclude={"workspace", "calibration"})
    assert plain.digest() == hashlib.sha256(without.encode()).hexdigest()
    assert "calibration" not in without
    assert read(TABLE).digest() != plain.digest()
    assert read(TABLE).digest() != read(TABLE.replace("0.62", "0.63")).digest()


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("risk = 0.01\n", "", "`calibration.risk`"),
        ("risk = 0.01", "risk = 1", "`calibration.risk`"),
        ('"our log 2026"', '""', "`calibration.on`"),
        ("0000", "00g0", "`calibration.data_digest`"),
        ("threshold = 0.62", "threshold = nan", "`calibration.kinds.all.threshold`"),
        ("threshold = 0.62", "least = 0.62", "`calibration.kinds.all.least`"),
        ("kept = 410, ", "", "`calibration.kinds.all.kept`"),
        ("money =", "monney =", "kinds need all and may have quantity"),
        ("all =", "quote =", "kinds need all"),
        ("wrong = 0", "wrong = 411", "the figures of all do not bear out a risk of 0.01"),
        ("0.00728", "0.0101", "the figures of all do not bear out a risk of 0.01"),
        ("[calibration.kinds]", "[calibration]", "TOML"),
    ],
)
def test_a_table_that_makes_no_sense_is_refused_in_one_line(read, old, new, says):
    with pytest.raises(BadInputError) as refused:
        read(TABLE.replace(old, new, 1))
    assert says in str(refused.value)
    assert "\n" not in str(refused.value)


def test_a_calibration_in_the_environment_that_is_no_json_is_refused(tmp_path, monkeypatch):
    monkeypatch.setenv("WORKBENCH_CALIBRATION", "on")
    with pytest.raises(BadInputError, match="WORKBENCH_CALIBRATION"):
        load(tmp_path)


def test_the_doctor_names_the_calibration(read, tmp_path):
    read(TABLE)
    (told,) = [one.detail for one in diagnose(tmp_path) if one.name == "settings"]
    assert told.endswith("; calibrated on our log 2026 to 1 % wrong, 1 of 2 thresholds")
    assert Settings.model_validate({}).calibration is None
