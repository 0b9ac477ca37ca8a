from django.urls import path

from apps.portal.views import translations

urlpatterns = [
    path("<uuid:uid>/translations/", translations.translations_page, name="translations"),
    path("<uuid:uid>/translations/begin/", translations.begin_translation_page, name="begin_translation"),
    path("<uuid:uid>/translations/import/", translations.import_texts_page, name="import_texts"),
    path("<uuid:uid>/translations/<str:language>/", translations.translation_page, name="translation"),
    path(
        "<uuid:uid>/translations/<str:language>/texts.<slug:format_name>",
        translations.export_texts_page,
        name="export_texts",
    ),
]
