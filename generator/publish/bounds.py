"""How much a worker process may use."""

from __future__ import annotations


def limit_memory(size: int) -> None:
    """Let this process have at most so many bytes, where the system can say so."""
    try:
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (size, size))
    except (ImportError, ValueError, OSError):
        pass
