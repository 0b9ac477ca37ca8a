"""Django settings, for the demo and for production: everything that differs comes from the environment.

``CX_DEMO=1`` (set by ``make demo`` and the tests) allows safe-for-a-laptop defaults; without it the process
refuses to start with a default secret, without a base domain or with an open Redis (see ``_refuse``).
"""

from pathlib import Path

from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext_lazy as _

from cxplatform import env
from cxplatform.logs import logging_config

BASE_DIR = Path(__file__).resolve().parent.parent
DEMO_SECRET = "for-the-demo-only-not-a-secret-" + "x" * 32

DEMO = env.flag("CX_DEMO")
DEBUG = env.flag("CX_DEBUG")
SECRET_KEY = env.text("CX_SECRET_KEY", DEMO_SECRET)
DATA_DIR = Path(env.text("CX_DATA_DIR", str(BASE_DIR / ".local")))
BASE_DOMAIN = env.domain("CX_BASE_DOMAIN", "localhost" if DEMO or DEBUG else "")
AGENCY_NAME = env.text("CX_AGENCY_NAME", "cxplatform")
PUBLIC_PORT = env.text("CX_PUBLIC_PORT", env.text("PORT", "8000") if DEMO else "")
PUBLIC_SCHEME = env.choice("CX_PUBLIC_SCHEME", "http" if DEMO else "https", {"http", "https"})
REDIS_URL = env.redis("REDIS_URL", "redis://127.0.0.1:6379/0")
TRUSTED_PROXIES = env.integer("CX_TRUSTED_PROXIES", 0)


def _refuse() -> None:
    if DEMO or DEBUG:
        return
    if SECRET_KEY == DEMO_SECRET or len(SECRET_KEY) < 32:
        raise ImproperlyConfigured("Set CX_SECRET_KEY to a random text of at least 32 characters.")
    if not BASE_DOMAIN:
        raise ImproperlyConfigured("Set CX_BASE_DOMAIN to the agency's domain, such as cx.example.com.")
    if not env.redis_is_safe(REDIS_URL):
        raise ImproperlyConfigured("REDIS_URL points beyond this machine without a password.")


_refuse()

# An unknown host gets a 404 from ClientMiddleware before anything uses the Host header.
ALLOWED_HOSTS = ["*"]

SHARED_APPS = [
    "unfold",
    "django_tenants",
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.admin",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "rest_framework",
    "drf_spectacular",
    "drf_spectacular_sidecar",
    "csp",
    "apps.common",
    "apps.audit",
    "apps.tenancy",
    "apps.accounts",
    "apps.agency",
]
# Disjoint from SHARED_APPS: a table in both would be read and written in public where a client lacks it.
TENANT_APPS = [
    "apps.touchpoints",
    "apps.kpis",
    "apps.surveys",
    "apps.responses",
    "apps.exchange",
    "apps.portal",
]
INSTALLED_APPS = SHARED_APPS + TENANT_APPS

TENANT_MODEL = "tenancy.Client"
TENANT_DOMAIN_MODEL = "tenancy.Domain"
# What a new client gets after its tables exist, in this order: (name shown as progress, service taking the client).
PROVISIONING_STEPS = [
    ("stages and channels", "apps.touchpoints.services.create_defaults"),
    ("ledger", "apps.kpis.services.create_defaults"),
    ("first admin", "apps.accounts.services.invite_first_admin"),
]
TENANT_LIMIT_SET_CALLS = True
DATABASE_ROUTERS = ["django_tenants.routers.TenantSyncRouter"]
DATABASES = {
    "default": env.database("DATABASE_URL", "postgresql://localhost/cxplatform")
    | {
        "CONN_MAX_AGE": None,
        "CONN_HEALTH_CHECKS": True,
        "TEST": {"NAME": env.text("CX_TEST_DB") or None},
    }
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

MIDDLEWARE = [
    "cxplatform.health.HealthMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "cxplatform.requests.RequestLogMiddleware",
    "apps.tenancy.middleware.ClientMiddleware",
    "apps.responses.middleware.RespondentMiddleware",
    "csp.middleware.CSPMiddleware",
    "apps.common.middleware.ProblemMiddleware",
    "apps.accounts.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "apps.accounts.middleware.ActorMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
]
ROOT_URLCONF = "cxplatform.urls.client"
PUBLIC_SCHEMA_URLCONF = "cxplatform.urls.agency"
WSGI_APPLICATION = "cxplatform.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "apps.portal.context.frame",
                "apps.agency.context.frame",
            ],
            "builtins": ["apps.common.templatetags.cx"],
        },
    }
]

CACHES = {
    "default": {
        "BACKEND": "apps.tenancy.cache.PatientRedisCache",
        "LOCATION": REDIS_URL,
        "KEY_FUNCTION": "apps.tenancy.cache.make_key",
        "OPTIONS": {"socket_connect_timeout": 0.2, "socket_timeout": 0.5},
    }
}

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["apps.accounts.backends.MembershipBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
SESSION_ENGINE = "apps.accounts.sessions"
SESSION_COOKIE_NAME = "cx_session"
SESSION_COOKIE_AGE = 14 * 24 * 3600
ACCOUNT_ADAPTER = "apps.accounts.adapter.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_FORMS = {
    "login": "apps.accounts.forms.SignInForm",
    "reset_password": "apps.accounts.forms.ForgotForm",
    "user_token": "apps.accounts.forms.LinkForm",
    "reset_password_from_key": "apps.accounts.forms.NewPasswordForm",
    "change_password": "apps.accounts.forms.ChangePasswordForm",
}
ALLAUTH_TRUSTED_PROXY_COUNT = TRUSTED_PROXIES

LANGUAGES = [("en", _("English")), ("it", _("Italian"))]
LANGUAGE_CODE = "en"
LANGUAGE_COOKIE_NAME = "cx_language"
LANGUAGE_COOKIE_SAMESITE = "Lax"
LOCALE_PATHS = [BASE_DIR / "locale"]
FORMAT_MODULE_PATH = "cxplatform.formats"
USE_TZ = True
TIME_ZONE = "UTC"

STATIC_URL = "/static/"
# The demo serves files where they lie; elsewhere collectstatic gathers, hashes and compresses them.
STATIC_ROOT = None if DEMO or DEBUG else BASE_DIR / "staticfiles"
STATICFILES_DIRS = [BASE_DIR / "frontend" / "dist"]
STORAGES = {
    "default": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": str(DATA_DIR / "uploads"), "base_url": None},
    },
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEMO or DEBUG
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}
WHITENOISE_USE_FINDERS = DEMO or DEBUG
DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 4000
IMPORT_MAX_BYTES = env.integer("CX_IMPORT_MAX_MB", 100, minimum=1) * 1024 * 1024

# The public page: answers sent sooner are asked for once more; submissions to one survey from one address (0: any).
PAGE_LEAST_SECONDS = env.integer("CX_PAGE_LEAST_SECONDS", 1)
PAGE_MOST_A_MINUTE = env.integer("CX_PAGE_MOST_A_MINUTE", 120)
# Files sent with answers: from one address a minute (0: any); of answers never sent, all that one client may hold.
PAGE_MOST_FILES_A_MINUTE = env.integer("CX_PAGE_MOST_FILES_A_MINUTE", 60)
UPLOADS_MOST_WAITING_BYTES = env.integer("CX_UPLOADS_MOST_WAITING_MB", 5000, minimum=1) * 1024 * 1024

# Strict everywhere; apps.common.middleware relaxes it for /admin/, whose Alpine needs eval.
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}
CSRF_FAILURE_VIEW = "apps.common.errors_html.csrf_failure"
CSRF_COOKIE_HTTPONLY = True
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
if not (DEMO or DEBUG):
    SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = True
    SECURE_SSL_REDIRECT = env.flag("CX_SSL_REDIRECT", default=True)
    SECURE_HSTS_SECONDS = env.integer("CX_HSTS_SECONDS", 31_536_000)
    SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = True
    if TRUSTED_PROXIES:
        SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

# Mails hold links that let people in: only a laptop may write them to its console.
EMAIL_BACKEND = env.text(
    "CX_EMAIL_BACKEND", f"django.core.mail.backends.{'console' if DEMO or DEBUG else 'smtp'}.EmailBackend"
)
EMAIL_HOST = env.text("CX_EMAIL_HOST", "localhost")
EMAIL_PORT = env.integer("CX_EMAIL_PORT", 25)
EMAIL_HOST_USER = env.text("CX_EMAIL_USER")
EMAIL_HOST_PASSWORD = env.text("CX_EMAIL_PASSWORD")
EMAIL_USE_TLS = env.flag("CX_EMAIL_TLS")
EMAIL_TIMEOUT = env.integer("CX_EMAIL_TIMEOUT", 10, minimum=1)  # seconds a mail server may hold us up
DEFAULT_FROM_EMAIL = env.text("CX_EMAIL_FROM", f"cxplatform@{BASE_DOMAIN or 'localhost'}")

REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": ["apps.exchange.authentication.ApiKeyAuthentication"],
    "DEFAULT_PERMISSION_CLASSES": ["apps.accounts.permissions.HasScope"],
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_PARSER_CLASSES": ["apps.common.api.StrictJSONParser"],
    "DEFAULT_PAGINATION_CLASS": "apps.common.pagination.CursorPagination",
    "DEFAULT_SCHEMA_CLASS": "drf_spectacular.openapi.AutoSchema",
    "EXCEPTION_HANDLER": "apps.common.api.problem_handler",
    "PAGE_SIZE": 50,
    "UNAUTHENTICATED_USER": None,
}
SPECTACULAR_SETTINGS = {
    "TITLE": "cxplatform API",
    "DESCRIPTION": "Send responses in, take KPIs and raw data out. "
    """Every client company has its own host and its own keys.

* Show a key as `Authorization: Bearer cx_...`; its scope is read, write or admin.
* Every refusal is `application/problem+json` (RFC 9457); `errors` names each thing that is wrong.
* A response is stored and counted once, however often it is sent with the same `submission_id`.
* Unknown query parameters and unknown fields are refused, never ignored.
* Lists go on with the link in `next`.""",
    "VERSION": "1",
    "OAS_VERSION": "3.1.0",
    "SCHEMA_PATH_PREFIX": "/api/v1",
    "SERVE_INCLUDE_SCHEMA": False,
    "COMPONENT_SPLIT_REQUEST": True,
    "SORT_OPERATION_PARAMETERS": False,
    "ENUM_GENERATE_CHOICE_DESCRIPTION": False,
    "ENUM_NAME_OVERRIDES": {
        "StateEnum": ["draft", "published", "closed"],
        "TextStateEnum": ["missing", "stale", "done"],
    },
    "TAGS": [
        {"name": name}
        for name in ("kpis", "responses", "surveys", "drafts", "versions", "question bank", "touchpoints")
    ],
}

METRICS_TOKEN = env.text("CX_METRICS_TOKEN")
METRICS_DIR = env.folder("PROMETHEUS_MULTIPROC_DIR")  # shared by the web processes of one machine
# Django's admin, which is called "Records" in the product.
UNFOLD = {
    "SITE_TITLE": _("Records"),
    "SITE_HEADER": AGENCY_NAME,
    "SITE_SUBHEADER": "apps.agency.admin.place",
    "SITE_FAVICONS": [{"rel": "icon", "type": "image/svg+xml", "href": "apps.agency.admin.icon"}],
    "SHOW_HISTORY": False,
    "SHOW_VIEW_ON_SITE": False,
    "COMMAND": {"search_models": False},
}

CELERY_APP = "cxplatform.celery.app"

LOGGING = logging_config(debug=DEBUG)
SILENCED_SYSTEM_CHECKS: list[str] = []
