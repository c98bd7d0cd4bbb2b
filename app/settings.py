"""Settings: environment variables named INTERVENTIEBANK_<FIELD>, each with a default that works."""

from pathlib import Path
from typing import Annotated, Literal

from pydantic import DirectoryPath, Field, FilePath, HttpUrl, SecretStr, field_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

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
    meaning: bool = Field(
        default=False,
        description="Let 'build' make vectors, so that search also goes by meaning. Needs the extra 'semantic'.",
    )
    plans_dir: DirectoryPath | None = Field(
        default=None, description="Folder with the fund's own plan templates (*.yaml), beside those in data/plans."
    )
    plan_docx: FilePath | None = Field(
        default=None, description="The fund's own Word document (.docx) that plans are written into."
    )
    theme_css: FilePath | None = Field(
        default=None, description="Style sheet of the fund that gives --kb-* tokens its own values; loaded after ours."
    )
    allowed_hosts: Annotated[tuple[str, ...], NoDecode] = Field(
        default=(),
        description="Host names that are answered for, with commas; '*.example.org' for all below, '*' for any. "
        "Default: the host of an https public_url, or any host while that has no TLS. Loopback always.",
    )
    trusted_proxies: str = Field(
        default="127.0.0.1",
        description="Addresses or networks, with commas, of proxies whose X-Forwarded-For and -Proto are believed.",
    )
    rate_limit: int = Field(
        default=1200,
        ge=0,
        description="Requests that one client may make in a minute, in each worker process; 0: no limit. "
        "Loopback is not limited.",
    )
    time_limit_seconds: float = Field(
        default=30.0, gt=0, le=600, description="How long an answer may take before the client gets a 503."
    )
    max_at_once: int = Field(
        default=200, ge=1, description="Answers that one worker process makes at once; more are told to try again."
    )
    cache_mb: int = Field(
        default=64, ge=0, le=4096, description="Memory for ready answers of the live build, in each worker; 0: none."
    )
    admin_token: SecretStr | None = Field(
        default=None,
        min_length=16,
        description="When set, /metrics and POST /admin/reload need it as 'Authorization: Bearer <token>'. "
        "Without it /metrics is open and there is no /admin/reload.",
    )
    traces_endpoint: HttpUrl | None = Field(
        default=None,
        description="Where traces are sent, OTLP over HTTP. Needs the extra 'telemetry'. Without it the standard "
        "OTEL_* variables say whether there are any.",
    )
    log_format: Literal["auto", "json", "text"] = Field(
        default="auto", description="Log lines as JSON, as text, or as text only in a terminal (auto)."
    )
    log_queries: bool = Field(
        default=False, description="Put the words of searches in the log. They can be about people: tell them."
    )

    @field_validator("allowed_hosts", mode="before")
    @classmethod
    def _split(cls, value: object) -> object:
        """An environment variable holds names with commas."""
        return tuple(name.strip() for name in value.split(",") if name.strip()) if isinstance(value, str) else value
