"""docs/licences.md is about the packages that are locked now, and those of the product go with our licence."""

import runpy
from email.message import Message
from types import SimpleNamespace
from typing import Any

import pytest

from tests.corpora import ROOT

LICENCES = runpy.run_path(str(ROOT / "scripts" / "supply" / "licences.py"))
PAGE = (ROOT / "docs" / "licences.md").read_text(encoding="utf-8")
MAKE = "draai scripts/licences"
ROWS = {
    (name, version): (licence, use)
    for name, version, licence, use in (
        [cell.strip() for cell in line.strip("|").split("|")] for line in PAGE.splitlines() if line.count("|") == 5
    )
}


def test_the_table_has_every_locked_package_and_no_other() -> None:
    locked = {(item.name, item.version): item.use for item in LICENCES["locked"](ROOT / "requirements")}
    assert {key: use for key, (_, use) in ROWS.items() if use in LICENCES["USES"].values()} == locked, MAKE


def test_the_table_says_what_the_installed_packages_say() -> None:
    here = LICENCES["installed"]([ROOT / ".venv"])
    wrong = {key: (ROWS[key][0], licence) for key, licence in here.items() if key in ROWS and ROWS[key][0] != licence}
    assert wrong == {}, MAKE
    assert len(here.keys() & ROWS.keys()) > 80


def test_every_licence_of_the_product_goes_with_ours() -> None:
    for item in LICENCES["with_licences"](
        LICENCES["locked"](ROOT / "requirements"), LICENCES["installed"]([ROOT / ".venv"])
    ):
        if item.use in LICENCES["PRODUCT"] and not item.only:
            assert item.compatible, item


def said(licence_file: str = "", **fields: str | list[str]) -> Any:
    about = Message()
    for name, value in fields.items():
        for one in value if isinstance(value, list) else [value]:
            about[name.replace("_", "-")] = one
    return SimpleNamespace(metadata=about, read_text=lambda _name: licence_file)


@pytest.mark.parametrize(
    ("package", "licence"),
    [
        (said(License_Expression="MIT OR Apache-2.0", License="GPL"), "MIT OR Apache-2.0"),
        (said(License="BSD-3-Clause", Classifier="License :: OSI Approved :: BSD License"), "BSD-3-Clause"),
        (
            said(License="MIT License", Classifier=["License :: OSI Approved :: Apache Software License"]),
            "MIT, Apache-2.0",
        ),
        (said(License="UNKNOWN", Classifier="License :: DFSG approved"), "not known"),
        (said("MIT License\n\nCopyright", License_File="LICENSE"), "MIT"),
        (said(License="Own licence, ask us"), "not known"),
    ],
)
def test_a_licence_is_read_from_where_a_package_says_it(package: Any, licence: str) -> None:
    assert LICENCES["licence"](package) == licence


@pytest.mark.parametrize(
    ("licence", "compatible"),
    [
        ("MPL-2.0 AND (Apache-2.0 OR MIT)", True),
        ("MIT, BSD", True),
        ("GPL-3.0-only", False),
        ("MIT AND AGPL-3.0-only", False),
        ("not known", False),
    ],
)
def test_what_goes_with_ours(licence: str, compatible: bool) -> None:
    assert LICENCES["Package"]("x", "1", "", "product", licence).compatible is compatible
