"""HTTP and pages over the engine; thinks nothing itself."""

from web.app import create_app

__all__ = ["create_app"]
