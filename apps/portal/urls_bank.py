from django.urls import path

from apps.portal.views import bank

urlpatterns = [
    path("bank/", bank.bank_page, name="question_bank"),
    path("bank/<uuid:uid>/remove/", bank.remove_bank_question_page, name="remove_bank_question"),
    path("<uuid:uid>/bank/", bank.fill_bank_page, name="fill_bank"),
]
