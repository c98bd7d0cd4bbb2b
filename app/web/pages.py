"""From a view model and a template to an HTML answer; templates only loop and choose."""

from dataclasses import dataclass, field
from typing import Any

from fastapi import Request
from fastapi.responses import HTMLResponse
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from app.version import VERSION
from app.web import words
from app.web.assets import OWN_CSS, TEMPLATES, Assets
from app.web.site import Site
from app.web.views.links import Link

#: Section, label and address of the main menu.
_MENU = (
    ("zoeken", "Zoeken", "/zoeken"),
    ("diagnose", "Diagnose", "/diagnose"),
    ("plan", "Plan", "/plan"),
    ("onderwerpen", "Onderwerpen", "/onderwerpen"),
    ("sectoren", "Sectoren", "/sectoren"),
    ("over", "Over", "/over"),
)


@dataclass(frozen=True)
class Alternate:
    """The same content in another form."""

    media_type: str
    url: str
    title: str = ""


@dataclass(frozen=True)
class Head:
    """What stands around the content of a page."""

    title: str
    description: str = ""
    section: str = ""
    path: str = ""
    alternates: tuple[Alternate, ...] = ()
    indexed: bool = True
    json_ld: str = ""
    search_box: bool = True
    scripts: tuple[str, ...] = field(default=("kb.js",))


class Pages:
    """Renders the templates for one installation."""

    def __init__(self, site: Site) -> None:
        self.site = site
        self.assets = Assets(site.theme_css)
        self._environment = Environment(
            loader=FileSystemLoader(TEMPLATES),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            auto_reload=False,
        )
        self._environment.globals.update(site=site, asset=self.assets.url, app_version=VERSION)
        self._environment.globals["own_css"] = self.assets.url(OWN_CSS) if self.assets.has_own_css else ""
        self._environment.filters.update(getal=words.number, datum=words.long_date)

    @property
    def version(self) -> str:
        """Changes with the product and with any template or static file."""
        return f"{VERSION}-{self.assets.version}"

    def text(self, template: str, **context: Any) -> str:
        """A rendered template."""
        return self._environment.get_template(template).render(**context)

    def answer(self, template: str, head: Head, view: object = None, status: int = 200) -> HTMLResponse:
        """A whole page."""
        menu = [Link(label, url, current=section == head.section) for section, label, url in _MENU]
        return HTMLResponse(self.text(template, head=head, view=view, menu=menu), status)


def pages_of(request: Request) -> Pages:
    """The pages of the application that answers this request."""
    pages: Pages = request.app.state.pages
    return pages
