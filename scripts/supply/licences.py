"""Makes a table of the licences of all locked packages, out of what the installed packages say of themselves."""

import re
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from importlib.metadata import Distribution, distributions
from pathlib import Path

ROOT = Path(__file__).parents[2]
#: Lock files, and what they are for; a package is told once, at the first that has it.
USES = {
    "runtime": "product",
    "telemetry": "traces",
    "semantic": "meaning",
    "dev": "development",
    "robustness": "tools",
    "audit": "tools",
}
#: Handed on with the product, so these must go with an MIT licence.
PRODUCT = ("product", "traces", "meaning")
#: Ask no more than a notice; MPL-2.0 also that changes in its own files stay open, which we make none of.
COMPATIBLE = {
    *("MIT", "MIT-0", "0BSD", "BSD", "BSD-2-Clause", "BSD-3-Clause", "Apache-2.0", "ISC", "PSF-2.0", "MPL-2.0"),
    *("Zlib", "CC0-1.0"),
}
UNKNOWN = "not known"
#: Names of classifiers and of the old free field, as SPDX has them; those of one family say no number of clauses.
SPDX = {
    "MIT License": "MIT",
    "MIT license": "MIT",
    "Apache 2.0": "Apache-2.0",
    "Apache License": "Apache-2.0",
    "Apache Software License": "Apache-2.0",
    "BSD License": "BSD",
    "3-Clause BSD License": "BSD-3-Clause",
    "ISC License": "ISC",
    "ISC License (ISCL)": "ISC",
    "Mozilla Public License 2.0 (MPL 2.0)": "MPL-2.0",
    "PSFL": "PSF-2.0",
    "Python Software Foundation License": "PSF-2.0",
    "Artistic License": "Artistic",
    "GNU General Public License v2 or later (GPLv2+)": "GPL-2.0-or-later",
}
_HEAD = """# Licences

Made by `scripts/licences`; do not edit. Our own are MIT for the code and CC BY 4.0 for the data (decision 6). What
stands here is what a package says of itself; several with a comma: it does not say whether all hold or one may be
chosen. Wheels carry things inside that have a licence of their own, as Swagger UI in fastapi-swagger (Apache-2.0),
Snowball in pystemmer (BSD), fonts and Rust crates in typst, OpenBLAS (BSD) and libgfortran (GPL with the exception for
runtime libraries) in numpy.
"""


@dataclass(frozen=True, order=True)
class Package:
    """A locked package: its name as in the lock file, its version, when it is installed, what for, its licence."""

    name: str
    version: str
    only: str = field(compare=False)
    use: str = field(compare=False)
    licence: str = field(compare=False, default=UNKNOWN)

    @property
    def compatible(self) -> bool:
        """Whether all that it names goes with ours."""
        return set(re.split(r"[\s,()]+|\bAND\b|\bOR\b", self.licence)) - {"", "AND", "OR"} <= COMPATIBLE


def locked(folder: Path) -> Iterator[Package]:
    """The packages in the lock files, each once."""
    seen = set()
    for lock, use in USES.items():
        for line in (folder / f"{lock}.txt").read_text(encoding="utf-8").splitlines():
            found = re.match(r"^([a-z0-9-]+)==(\S+)(?: ; ([^\\]+))?", line)
            if found and (found[1], found[2]) not in seen:
                seen.add((found[1], found[2]))
                yield Package(found[1], found[2], (found[3] or "").strip(), use)


def licence(package: Distribution) -> str:
    """The licence expression; else the SPDX names of the older fields."""
    about = package.metadata
    if about["License-Expression"]:
        return str(about["License-Expression"])
    lines = (about["License"] or "").strip().splitlines() or [""]
    classifiers = [item.split(" :: ")[-1] for item in about.get_all("Classifier", []) if item.startswith("License ::")]
    known = [SPDX.get(name, name) for name in (lines[0].strip(), *classifiers)]
    names = list(dict.fromkeys(name for name in known if name in {*COMPATIBLE, *SPDX.values()}))
    if any(name.startswith("BSD-") for name in names):
        names = [name for name in names if name != "BSD"]
    return ", ".join(names) or _from_file(package)


def _from_file(package: Distribution) -> str:
    """By the first line of its licence file, for who says it nowhere else."""
    for name in package.metadata.get_all("License-File", []):
        heading = (package.read_text(f"licenses/{name}") or "").strip().partition("\n")[0].strip()
        if heading in SPDX:
            return SPDX[heading]
    return UNKNOWN


def installed(environments: Iterable[Path]) -> dict[tuple[str, str], str]:
    """Licences by name and version, out of virtual environments."""
    found = {}
    for environment in environments:
        for site in environment.glob("lib*/python*/site-packages"):
            for package in distributions(path=[str(site)]):
                name = re.sub(r"[-_.]+", "-", package.metadata["Name"]).lower()
                found[name, package.version] = licence(package)
    return found


def with_licences(packages: Iterable[Package], licences: dict[tuple[str, str], str]) -> list[Package]:
    """The packages by name, each with its licence as far as that is known."""
    return sorted(
        Package(item.name, item.version, item.only, item.use, licences.get((item.name, item.version), UNKNOWN))
        for item in packages
    )


def table(packages: Iterable[Package]) -> Iterator[str]:
    """The lines of the table."""
    yield "| package | version | licence | for |"
    yield "| --- | --- | --- | --- |"
    for item in packages:
        yield f"| {item.name} | {item.version} | {item.licence} | {item.use} |"


def page(packages: list[Package]) -> str:
    """The whole page; first what a reader must know, then everything."""
    product = [item for item in packages if item.use in PRODUCT]
    good = [item for item in product if item.compatible]
    lines = [
        _HEAD,
        "**The product, its traces and its search by meaning.** "
        f"{len(good)} of {len(product)} packages have licences that go with ours:",
    ]
    lines.append(f"{', '.join(sorted(COMPATIBLE))}.\n")
    for title, chosen in (
        ("Not known", [item for item in packages if item.licence == UNKNOWN]),
        ("Other licences", [item for item in packages if item.licence != UNKNOWN and not item.compatible]),
    ):
        lines.append(f"**{title}.**\n")
        lines += [f"- {item.name} {item.version} ({item.use}): {item.licence}{_when(item)}" for item in chosen] or [
            "- none"
        ]
        lines.append("")
    lines.append("What is for development and tools is never handed on with the product.\n")
    return "\n".join([*lines, *table(packages), ""])


def _when(item: Package) -> str:
    return f"; only installed when `{item.only}`, so not looked at here" if item.only else ""


def main(target: Path) -> int:
    """Write the page; 1 when a package of the product is in doubt that is installed on this machine."""
    environments = [ROOT / ".venv", *(ROOT / ".venv-tools").iterdir()]
    packages = with_licences(locked(ROOT / "requirements"), installed(environments))
    target.write_text(page(packages), encoding="utf-8")
    wrong = [item for item in packages if item.use in PRODUCT and not item.compatible and not item.only]
    for item in wrong:
        print(f"{item.name} {item.version}: {item.licence}", file=sys.stderr)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
