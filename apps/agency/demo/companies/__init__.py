"""The three companies of the demo."""

from apps.agency.demo.companies.aurelia import AURELIA
from apps.agency.demo.companies.elettra import ELETTRA
from apps.agency.demo.companies.model import Company, Contact, Shift
from apps.agency.demo.companies.sanvitale import SANVITALE

COMPANIES = (AURELIA, SANVITALE, ELETTRA)

__all__ = ["COMPANIES", "ELETTRA", "Company", "Contact", "Shift"]
