"""The web: pages for readers and JSON for programs, from the same request and the same results."""

from flask_openapi3.openapi import OpenAPI

from search.engine import Engine
from search.web import api, compression, etags, failures, headers, languages, pages, static_files
from search.web.access import credentials, guard, hosts, limits, login
from search.web.access.keyring import Keyring
from search.web.access.proxies import TrustedProxies
from search.web.exports import routes as exports
from search.web.operation.audit import audit_searches
from search.web.operation.metrics import measure
from search.web.operation.request_log import log_requests
from search.web.policy import Policy


def wire(app: OpenAPI, engine: Engine, policy: Policy | None = None) -> None:
    """Add the pages, the JSON endpoints, their errors, the door and the response headers to an app.

    What is added first looks at a request first and at its answer last.

    Args:
        app: its template and static folders are the project's; `MORGUE_PAGE_SIZE` in its configuration is how many
            articles a page of results shows where the URL does not say, `MORGUE_EXPORTS` how many exports may be under
            way at once, `MORGUE_SETTINGS` whatever else its answers depend on, as a text.
        engine: answers. It may have no index yet: then every answer is 503 until there is one.
        policy: the terms; if None, everybody may read.

    Raises:
        CredentialsError: the file of credentials can't be read.
        ValueError: the rate is none.
    """
    policy = policy or Policy()
    app.config.setdefault("MORGUE_PAGE_SIZE", 10)
    app.config.setdefault("MORGUE_EXPORTS", 2)
    app.config.setdefault("MORGUE_SETTINGS", "")
    log_requests(app)
    measure(app, engine, policy.now)
    if policy.audit:
        audit_searches(app, policy.audit, policy.now)
    if policy.hosts:
        hosts.answer_only(app, policy.hosts)
    if policy.credentials:
        with credentials.changing(policy.credentials):
            pass  # so that there is a file, with the secret that signs sessions
        keyring = Keyring(policy.credentials)
        app.register_blueprint(login.blueprint(keyring))
        guard.close(app, keyring, login_header=policy.login_header, today=lambda: policy.now().date())
    else:
        guard.leave_open(app)
    limits.limit(app, policy.rate)
    compression.compress(app)
    static_files.serve_static(app)
    languages.wire(app)
    app.register_blueprint(pages.blueprint(app, engine, lambda: policy.now().date()))
    app.register_blueprint(exports.blueprint(app, engine))
    api.register(app, engine, policy.now)
    headers.set_headers(app)
    etags.set_etags(app, engine, policy.now)
    failures.answer_failures(app)
    app.wsgi_app = TrustedProxies(app.wsgi_app, policy.proxies, policy.login_header)  # type: ignore[method-assign]
