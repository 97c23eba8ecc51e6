"""What a page says of a source as a filter; an empty name stands for articles without a source, said in other words."""

from flask_babel import gettext as _


def name(source: str) -> str:
    """Name it in a list."""
    return source or str(_("No source"))


def only(source: str) -> str:
    """Say that nothing else is shown."""
    return _either(source, _("Only %(source)s", source=source), _("Only articles without a source"))


def also(source: str) -> str:
    """Say that it is shown beside others that were chosen."""
    return _either(source, _("Also %(source)s", source=source), _("Also articles without a source"))


def without(source: str) -> str:
    """Say that it is left out."""
    return _either(source, _("Without %(source)s", source=source), _("Only articles with a source"))


def remove(source: str) -> str:
    """Say that it is no longer asked for."""
    unnamed = _("Remove the filter for articles without a source")
    return _either(source, _("Remove source %(source)s", source=source), unnamed)


def bring_back(source: str) -> str:
    """Say that it is no longer left out."""
    return _either(source, _("Bring back source %(source)s", source=source), _("Bring back articles without a source"))


def _either(source: str, named: str, unnamed: str) -> str:
    return named if source else unnamed
