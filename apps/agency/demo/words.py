"""What unhappy and happy people of the demo write, by language."""

LOW = {
    "en": (
        "I had to explain the same thing three times.",
        "Nobody called back as promised.",
        "It took far too long.",
        "The amount did not match what I was told.",
        "Friendly people, but no answer.",
        "I could not find anyone to help.",
        "The information on the site was wrong.",
        "I was sent from one desk to the next.",
        "The appointment was moved twice without a word.",
        "I still do not understand the charge.",
    ),
    "it": (
        "Ho dovuto spiegare la stessa cosa tre volte.",
        "Nessuno mi ha richiamato come promesso.",
        "Ci è voluto troppo tempo.",
        "L'importo non corrispondeva a quanto mi era stato detto.",
        "Persone gentili, ma nessuna risposta.",
        "Non trovavo nessuno che mi aiutasse.",
        "Le informazioni sul sito erano sbagliate.",
        "Mi hanno mandato da uno sportello all'altro.",
        "L'appuntamento è stato spostato due volte senza avvisare.",
        "Non ho ancora capito quella voce di spesa.",
    ),
}

HIGH = {
    "en": (
        "Quick and kind.",
        "Everything as promised.",
        "They thought of things I had not asked for.",
        "Simple from start to end.",
    ),
    "it": (
        "Veloci e gentili.",
        "Tutto come promesso.",
        "Hanno pensato a cose che non avevo chiesto.",
        "Semplice dall'inizio alla fine.",
    ),
}
