"""Words for made English pages: names, sections, captions, notices. All are invented here; none is from a paper."""

from __future__ import annotations

import random

Random = random.Random

_FIRST = [
    "Alice",
    "Ben",
    "Clara",
    "David",
    "Emma",
    "Frank",
    "Helen",
    "Ian",
    "Julia",
    "Kevin",
    "Laura",
    "Mark",
    "Nora",
    "Oscar",
    "Peter",
    "Rosa",
    "Sam",
    "Tina",
    "Victor",
    "Wendy",
    "Yusuf",
    "Zoe",
    "Amir",
    "Chen",
    "Diego",
    "Fatima",
]
_LAST = [
    "Adams",
    "Baker",
    "Carter",
    "Dunn",
    "Evans",
    "Foster",
    "Grant",
    "Hughes",
    "Ito",
    "Jensen",
    "Keller",
    "Lopez",
    "Morgan",
    "Nolan",
    "Ortiz",
    "Perry",
    "Quinn",
    "Reyes",
    "Shaw",
    "Turner",
    "Underwood",
    "Vance",
    "Walsh",
    "Young",
    "Zimmer",
    "Singh",
    "Rahman",
    "Okoye",
]
_PAPERS = ["The Harbor Times", "The Ashford Herald", "Riverton Post", "The Daily Beacon", "Lakeside Tribune", "THE COUNTY RECORD", "Eastfield News", "The Morning Chronicle", "Summit County Journal", "THE CAPE OBSERVER"]  # fmt: skip
_SECTIONS = ["World", "Nation", "Local", "Metro", "METRO", "Sports", "SPORTS", "Business", "BUSINESS", "Opinion", "Letters", "Arts", "Arts & Books", "Science", "Health", "Schools", "Community", "Community Calendar", "Around Town", "Around the State", "World in Brief", "Business Briefs", "Police Blotter", "Obituaries", "Travel", "Food", "Technology", "Real Estate", "Life & Style", "Week in Review", "Money", "Weather", "Home & Garden", "Neighbors", "News Digest", "The Region", "State News", "Market Watch", "Letters to the Editor", "Editorial", "Entertainment", "Calendar", "Briefing", "Sunday Review", "Culture & Leisure"]  # fmt: skip
_KICKERS = ["Exclusive", "Analysis", "ANALYSIS", "Special report", "One year later", "A year after the fire", "Housing", "Budget vote", "Courts", "Health care", "Education", "Second straight win", "Rail strike", "City Hall", "Campaign 2024", "Election night", "Technology", "Market update", "After the storm", "Storm recovery", "Trade talks resume", "Neighbors object", "A new chapter", "Police inquiry", "Water shortage", "School board", "Global outlook", "Winter games", "Fourth quarter results", "In the courts", "Public safety", "Union talks stall", "A slow return", "Cup final", "World Cup", "Energy", "Immigration", "Obituary", "Interview"]  # fmt: skip
_CROSSHEADS = ["Rising costs", "Early warnings", "'No easy answers'", "What comes next", "Slow start", "Public anger", "A long wait", "New rules", "Who pays", "Mixed signals", "Looking back", "Safety fears", "Record demand", "Legal challenge", "'Out of touch'", "Tough choices", "A different view", "Next steps", "Growing pains", "By the numbers", "Under pressure", "Waiting game", "Open questions", "Late surge", "The cost of delay"]  # fmt: skip
_PLACES = ["the town library", "Pine Street Park", "the fire station", "Lakeview High School", "the ferry terminal", "a food bank", "Memorial Stadium", "the farmers' market", "the courthouse", "Union Station", "the new clinic", "the construction site", "the state fair", "City Park", "the harbor", "St. Paul's Church", "the bus depot", "a polling place", "the old mill", "Hillside Elementary School", "the county jail", "the new stadium", "Town Hall", "the bridge", "a shelter", "the community center", "Market Square", "the airport", "a school gym", "the hospital", "the main gate", "Oak Street", "the river"]  # fmt: skip
_PEOPLE = ["Workers", "Children", "Firefighters", "Protesters", "Fans", "Volunteers", "Commuters", "Students", "Two officers", "A family", "A man", "A woman", "Visitors", "Players", "Teachers", "Members of the choir", "Local artists", "Three boys", "Officials", "Customers", "A crowd", "Farmers", "Nurses", "Three firefighters", "A couple", "Passengers", "Demonstrators", "Soldiers", "Shoppers on Main Street", "Two girls", "Musicians", "A team of engineers", "Residents", "Neighbors", "Runners", "Cyclists", "Members of the council", "A class", "Sailors", "Police officers", "Rescue workers", "Tourists", "Candidates", "Cooks", "A group of hikers", "Graduates", "Judges", "Dancers", "Miners", "Parents", "Seniors"]  # fmt: skip
_DOINGS = ["walk past a mural", "wait for a bus", "unload boxes", "celebrate a goal", "hold candles", "look at the damage", "plant flowers", "practice a dance", "paint a fence", "sign a petition", "watch the parade", "prepare meals", "inspect a bridge", "listen to a speech", "shovel snow", "test a new pump", "line up to vote", "cheer the winners", "stand in line", "sort letters", "clean the windows", "repair the roof", "hang banners", "ride a tram", "board a ferry", "carry sandbags", "play chess", "read to children", "raise a flag", "fill bags with sand", "pick apples", "gather outside", "clear branches", "remove fallen trees", "compete in a relay", "rehearse a play", "serve soup", "share a joke", "count ballots", "check the lines", "tend a garden", "push a car", "lay bricks", "harvest corn", "wave to the crowd", "wait to be served", "take part in a drill", "collect blankets", "pass out water", "fix a broken main"]  # fmt: skip
_ITEMS = ["Open a second recycling center", "Add bus stops on Main Street", "Hire four nurses", "Replace street lights", "Build a skate park", "Extend library hours", "Fix the drainage on Third Avenue", "Publish monthly reports", "Offer free flu shots", "Repair the boardwalk"]  # fmt: skip
_VERSE = ["The kettle hums its single note", "and no one comes to lift it", "a coat hangs where he left it", "the hook remembers more than I", "Somewhere a gate is swinging", "we count the years by apples", "the orchard keeps no diary", "Rain on the porch again", "my mother folding towels", "the radio speaking low", "I walk the shore at evening", "the tide erasing names", "Leave the window open", "let the moths decide", "Winter came in by the back door", "and sat down at our table"]  # fmt: skip
_NOTICES = ["FOR RENT: two rooms near the station, no pets, {num}", "LOST: brown dog, answers to Max, near Hill Street", "FOUND: set of keys, Central Park, call {num}", "HELP WANTED: night cook, apply in person", "Bake sale Sunday noon to 4, Town Hall", "Free concert Friday, bandstand, bring a chair", "Road closed: Bay Road, May 3 to June 10", "FOR SALE: oak table, six chairs, {num}", "Blood drive Monday, Grace Church", "Garage sale, 40 Elm Street, Saturday 8 to 1"]  # fmt: skip
_TEAMS = ["Tigers", "Rovers", "Eagles", "Bears", "United", "Falcons", "Sharks", "Wolves", "Lions", "Kings"]
_SKIES = [
    "Sunny",
    "Cloudy",
    "Rain",
    "Partly cloudy",
    "Fog early, then sun",
    "Windy",
    "Snow showers",
    "Clear",
    "Thunderstorms",
]
_CITIES = [
    "ASHFORD",
    "RIVERTON",
    "BOSTON",
    "LONDON",
    "MADRID",
    "NAIROBI",
    "DENVER",
    "ATHENS",
    "SEOUL",
    "OSLO",
    "CHICAGO",
    "LIMA",
    "DUBLIN",
    "CAIRO",
]
_SUBJECTS = ["Council", "Mayor", "School board", "Union", "Court", "Bank", "Airline", "Police", "Senate", "Minister", "Scientists", "Farmers", "Shares", "Oil prices", "Champions", "Striker", "Band", "Film", "Regulator", "Drug firm", "Rail company", "Voters", "Teachers", "Hospital", "Carmaker", "Retailer", "Museum", "Report", "Storm", "Japan", "EU", "China", "France", "US firms", "Two men", "Coach", "Actor", "Phone maker", "City", "State"]  # fmt: skip
_VERBS = ["backs", "rejects", "votes to expand", "warns of", "faces", "cuts", "wins", "loses", "to close", "plans", "delays", "sues over", "agrees on", "reports", "rises on", "falls after", "calls for", "ends", "opens", "considers", "to buy", "seeks", "denies", "hit by", "returns to", "misses out on", "tops", "urges", "halts", "to lead", "welcomes"]  # fmt: skip
_OBJECTS = ["new library", "pay deal", "flood defences", "tax rise", "rail strike", "record loss", "title race", "merger talks", "school meals", "safety fears", "trade row", "river plan", "housing bill", "job cuts", "film award", "drug trial", "album chart", "final place", "climate report", "bridge repairs", "fuel duty", "court ruling", "visa rules", "energy prices", "cup defeat", "peace talks", "online fraud", "hospital wing", "data breach", "water shortage"]  # fmt: skip


_ADJECTIVES = [
    "long",
    "slow",
    "silent",
    "new",
    "hidden",
    "sudden",
    "narrow",
    "golden",
    "lost",
    "second",
    "final",
    "small",
    "great",
    "early",
    "hard",
]
_NOUNS = ["harbor", "election", "winter", "valley", "kitchen", "market", "border", "season", "river", "city", "game", "campaign", "vote", "deal", "summer", "classroom", "factory", "island", "debate", "rescue", "farm", "road", "storm"]  # fmt: skip


def name_en(rng: Random) -> str:
    """Return an English name."""
    middle = rng.choice(("", "", "", " J.", " M."))
    return f"{rng.choice(_FIRST)}{middle} {rng.choice(_LAST)}"


def number(rng: Random) -> str:
    """Return a telephone number."""
    return f"555-01{rng.randint(10, 99)}"


def section_en(rng: Random) -> str:
    """Return the name of a section or column."""
    return rng.choice(_SECTIONS)


def headline_en(rng: Random) -> str:
    """Return a headline, in sentence case or title case."""
    text = f"{rng.choice(_SUBJECTS)} {rng.choice(_VERBS)} {rng.choice(_OBJECTS)}"
    text = rng.choice((text, text, text, f"{text} {rng.choice(('after', 'over', 'in'))} {rng.choice(_OBJECTS)}", f"'{text.split()[0]} too slow' on {rng.choice(_OBJECTS)}", f"{rng.choice(_SUBJECTS)} {rng.randint(0, 4)}-{rng.randint(0, 4)} {rng.choice(_SUBJECTS)}", f"Can the {rng.choice(_OBJECTS)} be saved?"))  # fmt: skip
    style = rng.random()
    return text.title() if style < 0.15 else text.upper() if style < 0.2 else text


def kicker_en(rng: Random) -> str:
    """Return the line above a headline."""
    kicker = rng.choice(_KICKERS)
    if rng.random() < 0.25:
        kicker = f"{rng.choice(('A', 'The', 'Another', 'After the', 'Behind the', 'In the'))} {rng.choice(_ADJECTIVES)} {rng.choice(_NOUNS)}"
        if rng.random() < 0.5:
            kicker += f" {rng.choice(('in', 'on', 'at', 'for', 'of'))} the {rng.choice(_NOUNS)}"
    elif rng.random() < 0.3:
        kicker = f"{rng.choice(_SUBJECTS)} {rng.choice(_VERBS)} {rng.choice(_OBJECTS)}"
    return kicker.upper() if rng.random() < 0.1 else kicker


def crosshead_en(rng: Random) -> str:
    """Return a heading inside a story."""
    return rng.choice(_CROSSHEADS)


def caption_en(rng: Random) -> str:
    """Return the caption of a picture, with or without a credit."""
    who, what, where = rng.choice(_PEOPLE), rng.choice(_DOINGS), rng.choice(_PLACES)
    day = "on " + rng.choice(["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"])
    scene = f"{who} {what} {rng.choice(('at', 'near', 'outside', 'in'))} {where}"
    name, paper = name_en(rng), rng.choice(_PAPERS)
    return rng.choice((
        f"Photo: {scene} {day}.", f"Above: {scene}.", f"Pictured: {scene}", f"{scene} {day}. Photo by {name}", f"{scene}.", f"{scene}. ({name}/{paper})",
        f"{scene} {day}.", f"{scene} {day}. {name}/{paper}", f"Left: {scene}.", f"{scene}. Photograph by {name}", f"{who} in {where} {day}.", f"PHOTO: {scene}.",
        f"{scene} {day}. (AP Photo/{name})", f"{name}, right, with {who.lower()} at {where} {day}.", f"Below: {scene} {day}. PHOTO BY {name.upper()}",
    ))  # fmt: skip


def credit_en(rng: Random) -> str:
    """Return a line that says who took a picture, alone."""
    name = name_en(rng)
    return rng.choice((f"PHOTO BY {name.upper()}", f"Photo by {name}", f"{name} / {rng.choice(_PAPERS)}", f"PHOTOGRAPH BY {name.upper()}", f"(Photo: {name})", f"Photos by {name}"))  # fmt: skip


def byline_en(rng: Random) -> str:
    """Return a byline that stands under the headline."""
    a, b, paper = name_en(rng), name_en(rng), rng.choice(_PAPERS)
    return rng.choice((
        f"By {a}", f"By {a}", f"By {a}", f"BY {a}", f"By {a} and {b}", f"By {a}, Staff Writer", f"By {a} | {paper}", f"{a}, {rng.choice(('Business', 'Sports', 'Health', 'Senior'))} Reporter",
        f"By {a} City Desk", f"By {a} {paper}", f"BY {a.upper()}", f"{a}, Staff Correspondent", f"By {a} in {rng.choice(_CITIES).title()}", f"By {a} Sports Editor", f"By {a} News Desk",
    ))  # fmt: skip


def signature_en(rng: Random) -> str:
    """Return a line below a story that says who wrote it."""
    a, b = name_en(rng), name_en(rng)
    return rng.choice((f"— {a}", f"(Reporting by {a})", f"Reporting by {a}; Editing by {b}", f"{a} contributed reporting.", f"(Reporting by {a}; Editing by {b})", f"- {a}", f"{a} and {b} contributed to this report.", f"Additional reporting by {a}"))  # fmt: skip


def dateline_en(rng: Random) -> str:
    """Return a dateline as it opens a first paragraph."""
    city = rng.choice(_CITIES)
    day = f"{rng.choice(['Jan.', 'Feb.', 'March', 'April', 'May', 'June', 'July', 'Aug.', 'Sept.', 'Oct.', 'Nov.', 'Dec.'])} {rng.randint(1, 30)}"
    agency = rng.choice(("AP", "Reuters", "AFP"))
    return rng.choice((f"{city} — ", f"{city}, {day} ({agency}) — ", f"{city} ({agency}) - ", f"{city}, {day} — ", f"{city}: ", f"{city} -- "))  # fmt: skip


def folio_en(rng: Random, paper: str) -> str:
    """Return a line of page furniture."""
    page = rng.randint(1, 40)
    month = rng.choice(["January", "March", "April", "June", "August", "October", "December"])
    day = rng.choice(["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"])
    return rng.choice((
        paper, paper.upper(), f"{day}, {month} {rng.randint(1, 28)}, {rng.randint(1990, 2024)}", f"Page {page}", f"{page}", f"A{page} • {rng.choice(_SECTIONS).upper()}", f"B{page} | {paper}",
        f"Vol. {rng.randint(2, 180)}, No. {rng.randint(1, 365)}", f"© {rng.randint(1990, 2024)} {paper}. All rights reserved.", f"Newsroom: {number(rng)} | desk@paper.example",
        f"Editor: {name_en(rng)}  Design: {name_en(rng)}", f"{paper} {day}, {month} {rng.randint(1, 28)}, {rng.randint(1990, 2024)}", f"{paper}  {page}", f"Copy editor: {name_en(rng)}",
    ))  # fmt: skip


def jump_en(rng: Random) -> str:
    """Return a line that sends the reader to another page."""
    page, word = (
        f"{rng.choice('ABC')}{rng.randint(1, 20)}",
        rng.choice(["STORM", "BUDGET", "SCHOOL", "COURT", "PLAN", "VOTE"]),
    )
    return rng.choice((f"Continued on Page {page}", f"Continued from Page {page}", f"See {word}, Page {page}", f"►{word}, {page}", "(Continued on next page)", f"Turn to Page {page}", f"(See {word}, {page})", f"More on {page}"))  # fmt: skip


def paper_en(rng: Random) -> str:
    """Return the name of a paper."""
    return rng.choice(_PAPERS)


def verse_en(rng: Random) -> list[str]:
    """Return the lines of a poem."""
    return rng.sample(_VERSE, rng.randint(4, 8))


def items_en(rng: Random) -> list[str]:
    """Return the items of a list, without their marks."""
    return rng.sample(_ITEMS, rng.randint(3, 5))


def data_en(rng: Random) -> list[str]:
    """Return lines that are figures and notices rather than sentences."""
    kind = rng.randrange(3)
    if kind == 0:
        teams = rng.sample(_TEAMS, 6)
        tail = rng.choice(("", "", " (10 innings)", " (OT)"))
        return [f"{teams[n]} {rng.randint(0, 9)}, {teams[n + 1]} {rng.randint(0, 9)}{tail}" for n in (0, 2, 4)]
    if kind == 1:
        days = ["Today", "Tonight", "Tomorrow", "Thursday", "Friday"]
        return [
            f"{day}: {rng.choice(_SKIES)}, {rng.choice(('high', 'low'))} {rng.randint(10, 99)}"
            for day in days[: rng.randint(3, 5)]
        ]
    return [each.format(num=number(rng)) for each in rng.sample(_NOTICES, rng.randint(2, 5))]


def odd_head_en(rng: Random) -> str:
    """Return the headline of what is no running text."""
    heads = (
        "Evening|Scores|Today's weather|Classifieds|In short|To do|Notices|Winter Song|Results|At a glance|Briefs|How to register|Where to vote|Ask the mayor"
        "|Your questions|They said it|Quotes of the week|Five things to know|Standings|Box scores|Lost and found|Market prices|By district|The plan|Key points|Kitchen Window"
    )  # fmt: skip
    return rng.choice(heads.split("|"))


def talk_en(rng: Random) -> list[str]:
    """Return a talk in short lines: questions and answers, or a dialogue of a story."""
    asked, told, end = rng.choice((("Q: ", "A: ", ""), ("Q. ", "A. ", ""), ('"', '"', '"'), ("“", "“", "”")))
    questions = [
        "Where do I sign up?",
        "Is the pool open in winter?",
        "Are you hungry?",
        "Who is there?",
        "When is the deadline?",
        "Can I park here?",
        "Do you remember me?",
        "How much is it?",
    ]
    answers = [
        "At the front desk",
        "No",
        "Yes",
        "Ask me tomorrow",
        "Until May 1",
        "Only on weekends.",
        "I have to go",
        "Bring a photo and a bill, and come before noon.",
        "Nothing at all",
        "Not this year",
    ]
    lines = []
    for question, answer in zip(rng.sample(questions, 3), rng.sample(answers, 3), strict=True):
        lines += [asked + question + end, told + answer + end]
    said = rng.choice(
        (
            '"Wait for me," she said.',
            '"Good night —" he called',
            '"I will," said the old man',
            "He closed the gate and said nothing.",
        )
    )
    return [*lines[: rng.randint(2, 6)], *([said] if end else [])]
