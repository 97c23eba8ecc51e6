"""`morgue token` and `morgue person`: who may read an archive whose access is closed."""

from datetime import UTC, date, datetime

import click

from commands.setup import Setup, plain_errors, printable
from search.web.access import credentials
from search.web.access.credentials import Scope


@click.group()
def token() -> None:
    """Create, list and revoke the tokens of programs that read a closed archive."""


@token.command("create")
@click.argument("name")
@click.option(
    "--scope",
    type=click.Choice([scope.value for scope in Scope]),
    default=Scope.READ.value,
    show_default=True,
    help="read: search and read; admin: also the figures at /metrics.",
)
@click.option("--expires", type=click.DateTime(["%Y-%m-%d"]), help="The last day on which it is good. Default: never.")
@click.pass_obj
def create(setup: Setup, name: str, scope: str, expires: datetime | None) -> None:
    """Make a token called NAME and print it, this once: only its hash is kept."""
    last = expires.date() if expires else None
    today = _today()
    if last and last < today:
        raise click.BadParameter(f"{last} is past; expected {today} or later.", param_hint="--expires")
    with plain_errors(), credentials.changing(setup.settings.credentials) as change:
        made = change.add_token(name, Scope(scope), today, last)
    click.echo(made)
    click.echo("Keep it now: it can't be shown again. Programs send it as “Authorization: Bearer …”.", err=True)


@token.command("list")
@click.pass_obj
def list_tokens(setup: Setup) -> None:
    """Name the tokens there are, with scope, day of making and last day."""
    with plain_errors():
        for one in credentials.read(setup.settings.credentials).tokens:
            click.echo(f"{printable(one.name)}\t{one.scope}\tmade {one.created}\texpires {one.expires or 'never'}")


@token.command("revoke")
@click.argument("name")
@click.pass_obj
def revoke(setup: Setup, name: str) -> None:
    """End the token called NAME: a running server refuses it from the next request on."""
    with plain_errors(), credentials.changing(setup.settings.credentials) as change:
        change.remove_token(name)


@click.group()
def person() -> None:
    """Add, list and remove the people who log in to a closed archive."""


@person.command("set")
@click.argument("name")
@click.password_option(help="Asked for if left out, which keeps it out of the shell's history.")
@click.pass_obj
def set_person(setup: Setup, name: str, password: str) -> None:
    """Add the person NAME, or give them another password, which ends their sessions."""
    with plain_errors(), credentials.changing(setup.settings.credentials) as change:
        change.set_person(name, password)


@person.command("list")
@click.pass_obj
def list_people(setup: Setup) -> None:
    """Name the people there are."""
    with plain_errors():
        for one in credentials.read(setup.settings.credentials).people:
            click.echo(printable(one.name))


@person.command("remove")
@click.argument("name")
@click.pass_obj
def remove(setup: Setup, name: str) -> None:
    """Remove the person NAME, whose sessions end with the next request."""
    with plain_errors(), credentials.changing(setup.settings.credentials) as change:
        change.remove_person(name)


def _today() -> date:
    return datetime.now(UTC).date()
