"""The file that says where people sign in and what each role may open. What it does not know it refuses; so does who reads it."""

from __future__ import annotations

import tomllib
from collections.abc import Collection
from pathlib import Path
from typing import Annotated
from urllib.parse import urlsplit

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError
from pydantic_core import PydanticCustomError

ALL = "*"
Filled = Annotated[str, Field(min_length=1)]


def _is_own(text: str) -> str:
    """What is shipped says what belongs there, in words, for everybody to read: as a secret it would let everybody in."""
    if len(text.split()) > 1:
        raise PydanticCustomError("shipped", "is still the words of the file that is shipped: fill it in")
    return text


Own = Annotated[Filled, AfterValidator(_is_own)]


class SettingsRefusedError(Exception):
    """Settings that cannot be used; the message names the file, the line and the cure."""


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True)


class SignIn(_Strict):
    """The council's OpenID Connect provider, as its administrators describe it."""

    client_id: Own
    client_secret: Own
    metadata: Filled  # …/.well-known/openid-configuration
    address: Filled  # under which browsers reach the dashboard
    cookie_secret: Annotated[Own, Field(min_length=32)]  # 32 signs: as long as the digest that it keys
    claim: Filled = "groups"
    session_hours: Annotated[float, Field(gt=0, le=24)] = 8.0  # a working day; who works on signs in again


class Role(_Strict):
    """Who has it, whose releases it reads, and which pages: their addresses, sections of the menu, or *."""

    groups: Annotated[tuple[str, ...], Field(min_length=1)]
    audiences: Annotated[tuple[str, ...], Field(min_length=1)]
    pages: Annotated[tuple[str, ...], Field(min_length=1)]


class Settings(_Strict):
    sign_in: SignIn
    roles: Annotated[dict[str, Role], Field(min_length=1)]

    def pages_for(
        self, groups: Collection[str], audience: str, sections: dict[str, tuple[str, ...]]
    ) -> tuple[str, ...]:
        """The pages of all roles that a person of these groups has for an audience. None of them: nothing.

        `sections`: what a role may name → the addresses that it stands for.
        """
        mine = [role for role in self.roles.values() if audience in role.audiences and set(role.groups) & set(groups)]
        return tuple(dict.fromkeys(url for role in mine for name in role.pages for url in sections[name]))


def read_settings(file: Path, sections: dict[str, tuple[str, ...]]) -> Settings:
    """The settings, or a `SettingsRefusedError`. `sections`: everything that a role may name."""
    try:
        raw = file.read_bytes()
        if file.stat().st_mode & 0o077:
            raise SettingsRefusedError(
                f"{file} holds secrets and can be read by others than its owner. Set it to 0600."
            )
        settings = Settings.model_validate(tomllib.loads(raw.decode("utf-8")))
    except OSError as error:
        raise SettingsRefusedError(f"{file} cannot be read ({error.strerror}). docs/deploy.md has one to begin with.") from error  # fmt: skip
    except ValidationError as error:
        first = error.errors(include_input=False)[0]
        where = ".".join(str(part) for part in first["loc"])
        raise SettingsRefusedError(f"{file}, {where}: {first['msg']}. docs/deploy.md says what belongs there.") from error  # fmt: skip
    except ValueError as error:
        raise SettingsRefusedError(f"{file} is no TOML ({error}).") from error
    for name, role in settings.roles.items():
        if strange := [page for page in role.pages if page not in sections]:
            raise SettingsRefusedError(f"{file}, roles.{name}.pages: there is no page or section “{strange[0]}”. There are: {', '.join(sections)}.")  # fmt: skip
    _check_address(settings.sign_in.address, file)
    return settings


def _check_address(address: str, file: Path) -> None:
    """Passwords and sessions cross no network in the clear: https, unless everything stays on this machine."""
    url = urlsplit(address)
    is_here = url.scheme == "http" and url.hostname in ("localhost", "127.0.0.1")
    if not (url.hostname and (url.scheme == "https" or is_here)) or url.path.strip("/"):
        raise SettingsRefusedError(f"{file}, sign_in.address: give https:// and the name under which browsers ask, without a path.")  # fmt: skip
