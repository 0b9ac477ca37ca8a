"""Django's admin: the tables behind the pages, for agency staff. One site; what it shows follows the schema."""

from apps.agency.admin import clients, collected, console, inventory, ledger
from apps.agency.admin.site import icon, place, site

__all__ = ["clients", "collected", "console", "icon", "inventory", "ledger", "place", "site"]
