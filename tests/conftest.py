"""Settings of the whole suite."""

import os

from hypothesis import settings

# Continuous integration tries the same examples each time, so that a failure is the change's; elsewhere new ones are
# tried at each run, so that rare failures are found.
settings.register_profile("ci", derandomize=True)
if os.environ.get("CI") == "true":
    settings.load_profile("ci")
