"""What `make demo` reads from its environment, and what it passes on."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from cxplatform.embedded import EmbeddedError

ROOT = Path(__file__).resolve().parents[2]

REAL_SERVICES = ("DATABASE_URL", "REDIS_URL")


@dataclass(frozen=True)
class Config:
    host: str
    port: int
    data_dir: Path
    real_services: Mapping[str, str]  # given addresses: these servers are used instead

    @property
    def logs(self) -> Path:
        return self.data_dir / "logs"

    def variables(self) -> dict[str, str]:
        """What the product's processes need beyond the environment they inherit."""
        own = {"CX_DEMO": "1", "CX_DATA_DIR": str(self.data_dir), "PORT": str(self.port)}
        return {**own, **self.real_services}


def read_config(source: Mapping[str, str] = os.environ) -> Config:
    port = source.get("PORT", "").strip() or "8000"
    if not (port.isascii() and port.isdigit() and 0 < int(port) < 65536):
        raise EmbeddedError(f"PORT must be a number from 1 to 65535, not {port!r}.")
    return Config(
        host=source.get("CX_HOST", "").strip() or "127.0.0.1",
        port=int(port),
        data_dir=Path(source.get("CX_DATA_DIR", "").strip() or ROOT / ".local").absolute(),
        real_services={name: source[name] for name in REAL_SERVICES if source.get(name, "").strip()},
    )
