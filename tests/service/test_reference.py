"""The API reference: the files are those of the Swagger UI release, and the page needs nothing from elsewhere."""

import re
from hashlib import sha256

import pytest
from starlette.testclient import TestClient

from app.service.reference import part

#: Of swagger-ui-dist 5.34.0 as npm has it.
CHECKSUMS = {
    "swagger-ui-bundle.js": "3f6abf70480db7e07914df4c98a77385f22ea585eaf457a3e6415ba0eae2d167",
    "swagger-ui.css": "c3cfe8248c4b0b89673600fb829924eafbac6de4bc4b2b06f5f5243483074d0a",
}


@pytest.mark.parametrize("name", CHECKSUMS)
def test_the_files_are_those_of_the_release(name: str) -> None:
    assert sha256(part(name)).hexdigest() == CHECKSUMS[name]


def test_the_page_holds_no_script_and_no_address_of_others(small_client: TestClient) -> None:
    page = small_client.get("/v1/docs")
    assert page.headers["Content-Type"].startswith("text/html")
    policy = page.headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert "http" not in page.text.replace("</html>", "")
    assert re.findall(r"<script[^>]*>([^<]*)</script>", page.text) == ["", ""]
    for address in re.findall(r'(?:src|href)="(/v1/[^"]+)"', page.text):
        assert small_client.get(address).status_code == 200, address


def test_other_files_of_the_package_are_not_served(small_client: TestClient) -> None:
    for name in ("favicon-32x32.png", "__init__.py", "..%2fmain.py", "x"):
        assert small_client.get(f"/v1/docs/{name}").status_code == 404
