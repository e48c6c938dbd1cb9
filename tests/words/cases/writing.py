"""The parts that sentences are put together from: numbers, ranges, periods, lists."""

from __future__ import annotations

from math import inf

import pandas as pd

from dashboard.words import escaping, form, glossary, periods
from dashboard.words import format as written
from tests.words.case import MONTH, case

LATER, NEXT_YEAR = pd.Timestamp("2025-08-31"), pd.Timestamp("2026-03-31")
LONG = "A title that goes on and on, far longer than the line it has to fit into on the page, and on"

CASES = (
    case(written.count, "many", 1234.4),
    case(written.tenth, "small", 3.42), case(written.tenth, "fall", -3.42), case(written.hundredth, "small", 3.418),
    case(written.figure, "whole", 1250.0), case(written.figure, "small", 0.8), case(written.figure, "fall", -2.5),
    case(written.share_of_one, "one in five", 0.2), case(written.classes_in_words, "times", (0.8, 2.5)),
    case(form.name_and_rest, "nothing joined", "North"), case(form.name_and_rest, "joined", "North (with areas of few and not known)"),
    case(form.name_and_rest, "joined, after a comma", "North, with area not known"),
    case(form.headlined, "nothing stands with it", "Home, school and other: 9 %; one is done with nothing yet to show"),
    case(form.headlined, "not known stands with it", "Neighbourhood, with not known: 48 %"),
    case(form.headlined, "several stand with it", "Female, with other and not known: 52 %; Male rose"),
    case(form.headlined, "in a survey", "Boys (with other and not known) and North (with areas of few and not known) rose"),
    case(glossary.meanings_in, "none", "A walk"), case(glossary.meanings_in, "one", "Two episodes"),
    case(written.level, "small", 3.42), case(written.level, "nearly ten", 9.97), case(written.level, "large", 1234.4),
    case(written.two_levels, "apart", 77, 57), case(written.two_levels, "round alike", 14.4, 13.6),
    case(written.percent, "none", 0.2), case(written.percent, "many", 78.4),
    case(written.end_of_tenths, "rise", 4.1), case(written.end_of_tenths, "fall", -0.4),
    case(written.two_percents, "apart", 75.2, 58.4), case(written.two_percents, "round alike", 75.4, 74.6),
    case(written.two_percents, "less than whole ones are apart", 61.5, 57.4), case(written.two_percents, "the same", 50.0, 50.0),
    case(written.signed, "none", -0.3), case(written.signed, "rise", 7.6), case(written.signed, "fall", -7.6),
    case(written.signed_percent, "none", 1.001), case(written.signed_percent, "rise", 1.4), case(written.signed_percent, "fall", 0.72),
    case(written.signed_points, "none", 0.2), case(written.signed_points, "one", 1.2), case(written.signed_points, "fall", -8),
    case(written.points_apart, "none", 0), case(written.points_apart, "under one", 0.3), case(written.points_apart, "one", -1.1),
    case(written.points_apart, "rise", 9), case(written.points_apart, "fall", -9),
    case(written.ends_of_points, "rise", 3, 11), case(written.ends_of_points, "fall", -11, -3), case(written.ends_of_points, "either", -4, 6),
    case(written.ends_of_points, "fall or none", -5, 0.4), case(written.ends_of_points, "alike", 3.1, 3.2),
    case(written.ends_of_points, "one end nearly none", 0.3, 15), case(written.end_of_points, "fall", -11), case(written.end_of_points, "nearly none", -0.3),
    case(written.span, "apart", 3, 11), case(written.span, "alike", 3.1, 3.2),
    case(written.span_percent, "apart", 60, 78), case(written.span_percent, "alike", 78.1, 78.2),
    case(written.more_or_fewer, "none", 1.002), case(written.more_or_fewer, "rise", 1.4), case(written.more_or_fewer, "fall", 0.72),
    case(written.more_or_fewer, "double", 2.02), case(written.more_or_fewer, "times", 3.14), case(written.more_or_fewer, "from none", inf),
    case(written.could_be, "rise", 1.06, 1.4), case(written.could_be, "fall", 0.6, 0.94), case(written.could_be, "either", 0.9, 1.4),
    case(written.could_be, "rise without an end", 3.2, inf),
    case(written.ratio_range, "rise", 1.06, 1.4), case(written.ratio_range, "fall", 0.6, 0.94), case(written.ratio_range, "either", 0.9, 2.0),
    case(written.points_range, "rise", 3, 14), case(written.points_range, "fall", -17.2, -12.4), case(written.points_range, "either", -5, 20),
    case(written.points_range, "rise, ends alike", 0.6, 1.4),
    case(written.ends_of, "rise without an end", 1.4, inf),
    case(written.ends_of, "either", 0.72, 2.0), case(written.ends_of, "without an end", 0.72, inf),
    case(written.would_fit, "either", 0.72, 2.0), case(written.would_fit, "without an end", 0.0, inf),
    case(written.month, "one", MONTH), case(written.day, "one", pd.Timestamp("2025-06-03")),
    case(written.day_short, "one", MONTH), case(written.month_short, "one", MONTH), case(written.month_name, "one", MONTH), case(written.month_name_short, "one", MONTH),
    case(written.months, "one", MONTH, MONTH), case(written.months, "of a year", MONTH, LATER), case(written.months, "of two years", MONTH, NEXT_YEAR),
    case(periods.how_long, "one year", pd.Timestamp("2025-04-01"), pd.Timestamp("2026-03-31")), case(periods.how_long, "three", pd.Timestamp("2023-04-01"), pd.Timestamp("2026-03-31")),
    case(periods.how_long, "no whole years", pd.Timestamp("2023-04-01"), pd.Timestamp("2025-10-31")),
    case(periods.period_label, "one", MONTH, MONTH), case(periods.period_label, "of a year", MONTH, LATER), case(periods.period_label, "of two years", MONTH, NEXT_YEAR),
    case(form.number_of, "none", 0, "area", "areas"), case(form.number_of, "one", 1, "area", "areas"), case(form.number_of, "many", 1200, "area", "areas"),
    case(form.in_words, "none", 0), case(form.in_words, "ten", 10), case(form.in_words, "many", 1200),
    case(form.listed, "none", []), case(form.listed, "one", ["a"]), case(form.listed, "two", ["a", "b"]), case(form.listed, "many", list("abcd")), case(form.listed, "more than fit", list("abcdef")),
    case(form.count_word, "one", 1), case(form.count_word, "many", 1200),
    case(form.fitting, "fits", "Short"), case(form.fitting, "second fits", LONG, "Short"), case(form.fitting, "none fits", LONG), case(form.fitting, "longer than three lines", f"{LONG}, {LONG}"),
    case(form.as_many_as_fit, "one", "Short"), case(form.as_many_as_fit, "many", "Short", "and shorter", "", LONG), case(form.as_many_as_fit, "too long", LONG),
    case(form.capital, "one", "police"), case(form.capital, "none", ""),
    case(form.lower_first, "one", "Police"), case(form.lower_first, "abbreviation", "CSE"), case(form.lower_first, "month", "March 2025"), case(form.lower_first, "none", ""),
    case(escaping.plain, "signs that mean something", "a *b* [c](d) <e>"),
)  # fmt: skip
