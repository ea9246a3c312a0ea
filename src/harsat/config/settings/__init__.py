"""The settings Django reads, gathered from one module a concern; the two modes differ in what the environment names."""

from harsat.config.settings.accounts import *  # noqa: F403  Django reads one namespace
from harsat.config.settings.apps import *  # noqa: F403  Django reads one namespace
from harsat.config.settings.cache import *  # noqa: F403  Django reads one namespace
from harsat.config.settings.database import *  # noqa: F403  Django reads one namespace
from harsat.config.settings.languages import *  # noqa: F403  Django reads one namespace
from harsat.config.settings.logs import *  # noqa: F403  Django reads one namespace
from harsat.config.settings.mail import *  # noqa: F403  Django reads one namespace
from harsat.config.settings.security import *  # noqa: F403  Django reads one namespace
from harsat.config.settings.static import *  # noqa: F403  Django reads one namespace
