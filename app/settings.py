"""Settings: environment variables named INTERVENTIEBANK_<FIELD>, each with a default that works."""

from pathlib import Path

from pydantic import DirectoryPath, Field, FilePath, HttpUrl
from pydantic_settings import BaseSettings, SettingsConfigDict

_PACKAGE = Path(__file__).parent


def default_data_dir() -> Path:
    """`data/` beside the package in a checkout; inside it when installed as a wheel."""
    beside = _PACKAGE.parent / "data"
    return beside if beside.is_dir() else _PACKAGE / "data"


class Settings(BaseSettings):
    """Everything an administrator may set. Unknown or unsafe values stop the start with a message."""

    model_config = SettingsConfigDict(env_prefix="INTERVENTIEBANK_", frozen=True)

    data_dir: Path = Field(default_factory=default_data_dir, description="Folder with the curated YAML files.")
    builds_dir: Path = Field(
        default=Path("var/builds"), description="Folder for builds; must be writable by who builds."
    )
    public_url: HttpUrl = Field(
        default=HttpUrl("http://127.0.0.1:8000"),
        description="Address of the service as users see it; used in openapi.json and links.",
    )
    contact_name: str = Field(default="Interventiebank", description="Team named in openapi.json.")
    contact_url: HttpUrl = Field(default=HttpUrl("http://127.0.0.1:8000/"), description="Issue tracker of that team.")
    contact_email: str = Field(
        default="interventiebank@example.org", description="Address of that team.", pattern=r"^\S+@\S+$"
    )
    reload_seconds: float = Field(default=1.0, gt=0, le=3600, description="How often a server looks for a new build.")
    plans_dir: DirectoryPath | None = Field(
        default=None, description="Folder with the fund's own plan templates (*.yaml), beside those in data/plans."
    )
    plan_docx: FilePath | None = Field(
        default=None, description="The fund's own Word document (.docx) that plans are written into."
    )
    theme_css: FilePath | None = Field(
        default=None, description="Style sheet of the fund that gives --kb-* tokens its own values; loaded after ours."
    )
