"""What a new client starts with; it may rename any of it."""

STAGES = [
    ("awareness", {"en": "Awareness", "it": "Scoperta"}),
    ("consideration", {"en": "Consideration", "it": "Valutazione"}),
    ("purchase", {"en": "Purchase", "it": "Acquisto"}),
    ("retention", {"en": "Retention", "it": "Fidelizzazione"}),
    ("advocacy", {"en": "Advocacy", "it": "Passaparola"}),
]

CHANNELS = [
    ("web", {"en": "Web", "it": "Web"}),
    ("app", {"en": "App", "it": "App"}),
    ("email", {"en": "E-mail", "it": "E-mail"}),
    ("phone", {"en": "Phone", "it": "Telefono"}),
    ("chat", {"en": "Chat", "it": "Chat"}),
    ("store", {"en": "Store", "it": "Negozio"}),
    ("kiosk", {"en": "Kiosk", "it": "Totem"}),
    ("social", {"en": "Social media", "it": "Social media"}),
    ("post", {"en": "Post", "it": "Posta"}),
    ("field", {"en": "On site", "it": "Sul posto"}),
    ("advertising", {"en": "Advertising", "it": "Pubblicità"}),
    ("word-of-mouth", {"en": "Word of mouth", "it": "Passaparola"}),
]
