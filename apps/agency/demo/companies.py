"""The three companies: what customers meet, how well it goes, and what changed when."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Contact:
    """A touchpoint of the demo: ``quality`` is its usual score, 0-10."""

    code: str
    en: str
    it: str
    stage: str
    channel: str
    mode: str
    quality: float
    operational: str
    relationship: str
    intended: bool = True
    owned: bool = True


@dataclass(frozen=True)
class Shift:
    """From ``month`` on (of 18; 0 is the oldest) a touchpoint is better or worse by ``by`` points."""

    touchpoint: str
    month: float
    by: float


@dataclass(frozen=True)
class Company:
    slug: str
    name: str
    industry: str
    language: str
    brand_colour: str
    contacts: tuple[Contact, ...]
    shifts: tuple[Shift, ...]
    dimensions: dict[str, tuple[str, ...]]
    season: float  # how much the winter half-year lowers every score
    people: dict[str, str] = field(default_factory=dict)  # role -> e-mail


AURELIA = Company(
    slug="aurelia",
    name="Aurelia Energia",
    industry="Energy utility",
    language="it",
    brand_colour="#0b5c6b",
    season=0.5,
    dimensions={"region": ("Lazio", "Lombardia", "Puglia", "Toscana"), "contract": ("Family", "Business")},
    shifts=(Shift("bill", 15.2, -1.6), Shift("call-centre", 15.6, 1.4)),
    people={
        "admin": "giulia@aurelia.example",
        "analyst": "marco@aurelia.example",
        "viewer": "sara@aurelia.example",
    },
    contacts=(
        Contact(
            "comparison-site",
            "Comparison site",
            "Sito di confronto",
            "awareness",
            "web",
            "digital",
            6.6,
            "Bring visitors to the offer",
            "Look honest beside the others",
            intended=True,
            owned=False,
        ),
        Contact(
            "offer-page",
            "Offer page",
            "Pagina dell'offerta",
            "consideration",
            "web",
            "digital",
            7.4,
            "Visits that ask for a contract",
            "Be understood without a phone call",
        ),
        Contact(
            "contract-signing",
            "Signing the contract",
            "Firma del contratto",
            "purchase",
            "web",
            "digital",
            7.8,
            "Contracts completed without help",
            "Feel sure of the choice",
        ),
        Contact(
            "meter-activation",
            "Meter activation",
            "Attivazione del contatore",
            "purchase",
            "field",
            "physical",
            7.1,
            "Activated within five days",
            "Keep the promised hour",
        ),
        Contact(
            "bill",
            "The bill",
            "La bolletta",
            "retention",
            "email",
            "digital",
            7.2,
            "Paid by the due date",
            "Be believed at first reading",
        ),
        Contact(
            "call-centre",
            "Call centre",
            "Servizio clienti telefonico",
            "retention",
            "phone",
            "physical",
            6.1,
            "Solved in the first call",
            "Be taken seriously",
        ),
        Contact(
            "app",
            "App",
            "App",
            "retention",
            "app",
            "digital",
            7.9,
            "Readings sent without a call",
            "Feel in control",
        ),
        Contact(
            "outage-notice",
            "Notice of an outage",
            "Avviso di interruzione",
            "retention",
            "app",
            "digital",
            6.8,
            "Warned before it is dark",
            "Be looked after",
            intended=False,
        ),
        Contact(
            "friend-offer",
            "Bring a friend",
            "Porta un amico",
            "advocacy",
            "word-of-mouth",
            "phygital",
            7.6,
            "Friends who sign",
            "Be proud to recommend",
        ),
    ),
)

SANVITALE = Company(
    slug="sanvitale",
    name="Ospedale San Vitale",
    industry="Hospital",
    language="it",
    brand_colour="#3a4f9b",
    season=0.3,
    dimensions={
        "department": ("Cardiology", "Emergency", "Maternity", "Orthopaedics"),
        "stay": ("Day", "Ward"),
    },
    shifts=(Shift("discharge", 15.5, -1.5), Shift("booking", 15.3, 1.5)),
    people={
        "admin": "elena@sanvitale.example",
        "analyst": "luca@sanvitale.example",
        "viewer": "marta@sanvitale.example",
    },
    contacts=(
        Contact(
            "family-doctor",
            "Family doctor's advice",
            "Consiglio del medico di base",
            "awareness",
            "word-of-mouth",
            "physical",
            7.8,
            "Referrals",
            "Trusted by who sends patients",
            intended=False,
            owned=False,
        ),
        Contact(
            "website",
            "Website",
            "Sito web",
            "consideration",
            "web",
            "digital",
            6.9,
            "Department found in a minute",
            "Reassure before coming",
        ),
        Contact(
            "booking",
            "Booking",
            "Prenotazione",
            "purchase",
            "phone",
            "phygital",
            6.0,
            "Booked in one contact",
            "Feel that time is respected",
        ),
        Contact(
            "reception",
            "Reception",
            "Accettazione",
            "purchase",
            "store",
            "physical",
            7.2,
            "Waiting under fifteen minutes",
            "Be welcomed by name",
        ),
        Contact(
            "doctor",
            "Talk with the doctor",
            "Colloquio con il medico",
            "purchase",
            "store",
            "physical",
            8.6,
            "Questions answered",
            "Be listened to",
        ),
        Contact(
            "nursing",
            "Nursing",
            "Assistenza infermieristica",
            "retention",
            "store",
            "physical",
            8.4,
            "Calls answered in five minutes",
            "Be cared for as a person",
        ),
        Contact(
            "meals",
            "Meals",
            "Pasti",
            "retention",
            "store",
            "physical",
            5.9,
            "Served warm",
            "A small comfort",
        ),
        Contact(
            "discharge",
            "Discharge",
            "Dimissione",
            "retention",
            "store",
            "physical",
            7.5,
            "Letter in hand when leaving",
            "Know what to do at home",
        ),
        Contact(
            "follow-up-call",
            "Follow-up call",
            "Telefonata di controllo",
            "advocacy",
            "phone",
            "physical",
            8.0,
            "Reached within three days",
            "Not be forgotten",
        ),
    ),
)

ELETTRA = Company(
    slug="elettra",
    name="Elettra",
    industry="Electronics retail",
    language="en",
    brand_colour="#8a2c5a",
    season=0.2,
    dimensions={
        "store": ("Bologna", "Milano", "Napoli", "Roma", "Torino"),
        "product": ("Audio", "Phone", "TV"),
    },
    shifts=(Shift("delivery", 15.4, -1.7), Shift("returns", 15.2, 1.6)),
    people={
        "admin": "paolo@elettra.example",
        "analyst": "irene@elettra.example",
        "viewer": "omar@elettra.example",
    },
    contacts=(
        Contact(
            "online-shop",
            "Online shop",
            "Negozio online",
            "consideration",
            "web",
            "digital",
            7.7,
            "Visits that buy",
            "Find what fits without a lecture",
        ),
        Contact(
            "in-store-advice",
            "Advice in the store",
            "Consulenza in negozio",
            "consideration",
            "store",
            "physical",
            7.3,
            "Talks that end in a sale",
            "Advised, not sold to",
        ),
        Contact(
            "checkout",
            "Checkout",
            "Cassa",
            "purchase",
            "store",
            "physical",
            7.9,
            "Under four minutes",
            "Leave with a good feeling",
        ),
        Contact(
            "delivery",
            "Delivery",
            "Consegna",
            "purchase",
            "field",
            "phygital",
            7.8,
            "On the promised day",
            "Know where it is",
        ),
        Contact(
            "invoice",
            "Invoice",
            "Fattura",
            "purchase",
            "email",
            "digital",
            8.1,
            "Sent the same day",
            "No surprises",
        ),
        Contact(
            "set-up",
            "First use",
            "Primo utilizzo",
            "retention",
            "app",
            "digital",
            7.0,
            "Running without a call",
            "Proud of the purchase",
        ),
        Contact(
            "repair",
            "Repair",
            "Riparazione",
            "retention",
            "store",
            "physical",
            6.2,
            "Back within ten days",
            "Feel insured",
        ),
        Contact(
            "returns",
            "Returns",
            "Resi",
            "retention",
            "store",
            "phygital",
            6.0,
            "Refund in three days",
            "No argument",
        ),
        Contact(
            "reviews",
            "Reviews by others",
            "Recensioni di altri",
            "advocacy",
            "social",
            "digital",
            7.2,
            "Reviews written",
            "Be recommended unasked",
            intended=False,
            owned=False,
        ),
    ),
)

COMPANIES = (AURELIA, SANVITALE, ELETTRA)
