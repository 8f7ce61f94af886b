"""How the desk's server is started: safe options and the theme, the same on the command line as in the configuration file.

An installed desk has no ``.streamlit/config.toml`` beside it, so `serve_command` passes every option; a test keeps the
file in the repository equal to this table.
"""

from __future__ import annotations

import sys
from pathlib import Path

from workbench.desk.theme import DARK, LIGHT, Shades

MAIN = Path(__file__).with_name("main.py")
ADDRESS = "127.0.0.1"

Options = dict[str, str | int | bool | list[str]]

SERVER: Options = {
    "browser.gatherUsageStats": False,
    "browser.serverAddress": "localhost",
    "client.disableDataExport": True,
    "client.showErrorDetails": "none",
    "client.showErrorLinks": False,
    "client.toolbarMode": "viewer",
    "server.address": ADDRESS,
    "server.allowedHosts": ["localhost", ADDRESS],
    "server.enableCORS": True,
    "server.enableXsrfProtection": True,
    "server.fileWatcherType": "none",
    "server.headless": True,
    "server.maxMessageSize": 50,
    "server.maxUploadSize": 25,
    "server.showEmailPrompt": False,
}


def options() -> Options:
    """Return every option by its dotted name, in order: the server's, then the theme's."""
    shape: Options = {
        "theme.baseRadius": "6px",
        "theme.baseFontSize": 15,
        "theme.showSidebarBorder": True,
        "theme.showWidgetBorder": True,
    }
    return SERVER | shape | _theme("light", LIGHT) | _theme("dark", DARK)


def serve_command(port: int) -> list[str]:
    """Return the command that serves the desk on this machine at `port` (``WORKBENCH_WORKSPACE`` names the workspace)."""
    flags: list[str] = []
    for name, value in options().items():
        if isinstance(value, list):
            flags += [part for entry in value for part in (f"--{name}", entry)]
        else:
            flags += [f"--{name}", str(value).lower() if isinstance(value, bool) else str(value)]
    return [sys.executable, "-m", "streamlit", "run", str(MAIN), "--server.port", str(port), *flags]


def _theme(side: str, shades: Shades) -> Options:
    return {
        f"theme.{side}.primaryColor": shades.accent,
        f"theme.{side}.backgroundColor": shades.paper,
        f"theme.{side}.secondaryBackgroundColor": shades.panel,
        f"theme.{side}.textColor": shades.ink,
        f"theme.{side}.linkColor": shades.accent,
        f"theme.{side}.borderColor": shades.line,
        f"theme.{side}.sidebar.backgroundColor": shades.side,
        f"theme.{side}.sidebar.secondaryBackgroundColor": shades.panel,
    }
