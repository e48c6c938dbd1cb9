"""How the dashboard is used, for each of those who use it: what they come for, the steps, and a picture."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Step:
    """`page`: the address to which `link` leads; without a link the step is done where the reader is."""

    text: str
    link: str = ""
    page: str = ""


@dataclass(frozen=True)
class Guide:
    """`picture`: a file of the product; `alt`: what is to be seen in it."""

    title: str
    picture: str
    alt: str
    steps: tuple[Step, ...]


GUIDES = (
    Guide(
        "Ten minutes before a meeting", "director", "The Overview: three cards above a table of all measures.",
        (
            Step("Read the title and the cards. They are what changed by more than chance.", "Overview"),
            Step("Look down the table: what changed comes first, then what did not, then what we cannot tell."),
            Step("Take one of the questions with you, or have the paper printed.", "Paper", "paper"),
        ),
    ),
    Guide(
        "A paper for the committee", "officer", "The paper: its pages at the left, what the author decides at the right.",
        (
            Step("Choose the body and the length. You see each page as it will be printed.", "Paper", "paper"),
            Step("Pick the findings. Write what they mean, and the next step with a role and a date. What you leave empty is not printed."),
            Step("“Add to my paper” stands under each finding that a paper can hold, and keeps it for a paper of your own.", "My paper", "my-paper"),
            Step("See what is said otherwise than at the last meeting.", "Since last meeting", "since-last-meeting"),
        ),
    ),
    Guide(
        "A question of your own", "chair", "Two areas side by side on one scale.",
        (
            Step("Start from a row of the table on the Overview. Each page gives its answer first, and other questions below.", "Overview"),
            Step("Choose an area by typing its name. Under “More”, put another area beside it.", "Trend", "missing"),
            Step("“Saved views” keeps what you see under a name. “Copy link” gives it to others."),
        ),
    ),
    Guide(
        "Can we trust this?", "data", "Method and data: what is not in these data, and what is shown at which detail.",
        (
            Step("Read what is not in these data, where they come from, and how they are counted.", "Method and data", "method"),
            Step("Read why no child can be found in them.", "Safety", "safety"),
            Step("At each finding, “Table” has every figure, and “About” says how it is judged."),
        ),
    ),
)  # fmt: skip
