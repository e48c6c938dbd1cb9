"""What is to be done this month, and how far it is."""

from datetime import date

from data_loaders.store.erasure import kept_too_long
from data_loaders.store.releases import IN_FORCE, standings
from desk.drawing import say, table
from desk.folder import reading, waiting_texts
from desk.place import the_place
from desk.rehearsal import last_rehearsal

place = the_place()
files = [file for file in place.deliveries.iterdir() if file.is_file()]
made = last_rehearsal(place)
force = [one for one in standings(place.store, place.audience) if one.standing == IN_FORCE]
past = kept_too_long(place.deliveries, date.today())
held = waiting_texts(place)
rules = [problem.rule for problem in reading(place).collected.problems]
unsaid, unread = rules.count("no manifest row"), rules.count("not read")
late = "not known until checked" if made is None or made.outlook is None else made.outlook.late_in_words

say(f"Deliveries in {place.deliveries.name}, for the audience {place.audience}.")
table(
    "This month",
    ("Step", "How far"),
    [
        ("Receive the files", f"files in the folder: {len(files)}"),
        ("Say who sent them, for what time", f"not said yet: {unsaid}; in Files" if unsaid else "said of all that are read"),
        ("Map what has other columns or codes", f"not read yet: {unread}; in Columns and codes" if unread else "every file is read, or known to be left out"),
        ("Check", "not since the files changed" if made is None else "would stop" if made.outlook is None else made.outlook.verdict),
        ("Write to suppliers", "nothing to write about" if made is not None and not made.problems else "in Problems"),
        ("Read what is held", f"texts that wait to be read: {held}" if held else "nothing is held"),
        ("Records that came late", late),
        ("Publish", f"in force: as at {force[0].as_at:%d %B %Y}" if force and force[0].as_at else "nothing is in force"),
        ("Delete what may be kept no longer", f"files past their date: {len(past)}" if past else "nothing is past its date"),
    ],
)  # fmt: skip
