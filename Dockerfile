# syntax=docker/dockerfile:1
#
#   docker build -t interventiebank .
#   docker run --rm -p 8000:8000 --read-only --tmpfs /tmp:size=16m --cap-drop ALL --security-opt no-new-privileges interventiebank
#
# With Podman: podman build --format docker, or the image has no health check. scripts/test-container tries all of it.
#
# The corpus is checked and built while the image is made, so a container starts on a build that is known to be good,
# needs no place to write (/tmp is for several workers, which count their metrics there) and runs as nobody in particular.

FROM python:3.11-slim AS build
ENV PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_NO_CACHE_DIR=1 PYTHONDONTWRITEBYTECODE=1
WORKDIR /srv/interventiebank
COPY requirements/runtime.txt requirements/runtime.txt
# Wheels only: nothing is compiled, so no compiler is needed here either.
RUN python -m venv /opt/venv \
 && /opt/venv/bin/pip install --quiet --require-hashes --only-binary :all: -r requirements/runtime.txt
COPY LICENSE LICENSE-DATA ./
COPY app app
COPY data data
ENV INTERVENTIEBANK_BUILDS_DIR=/srv/interventiebank/builds
RUN /opt/venv/bin/python -m app check \
 && /opt/venv/bin/python -m app build \
 && /opt/venv/bin/python -m compileall -q app \
 && /opt/venv/bin/pip uninstall --quiet --yes pip

FROM python:3.11-slim
LABEL org.opencontainers.image.title="Interventiebank" \
      org.opencontainers.image.description="Knowledge base of interventions for sustainable employability in the Netherlands" \
      org.opencontainers.image.licenses="MIT AND CC-BY-4.0"
ENV PATH=/opt/venv/bin:$PATH PYTHONDONTWRITEBYTECODE=1 PYTHONUNBUFFERED=1 \
    INTERVENTIEBANK_BUILDS_DIR=/srv/interventiebank/builds
WORKDIR /srv/interventiebank
COPY --from=build /opt/venv /opt/venv
# Owned by root and readable by all: the service cannot change its own code or data.
COPY --from=build /srv/interventiebank ./
USER 10001:10001
EXPOSE 8000
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=30s --timeout=5s --start-period=15s --retries=3 \
    CMD ["python", "-c", "import urllib.request; urllib.request.urlopen('http://127.0.0.1:8000/livez', timeout=4)"]
ENTRYPOINT ["python", "-m", "app"]
CMD ["serve", "--no-build", "--host", "0.0.0.0", "--port", "8000"]
