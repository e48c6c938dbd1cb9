"""Meeting mode: one finding a screen, in large type, with the arrow keys."""

import streamlit as st

from dashboard.catalogue.pages import PAGES
from dashboard.controls.paper import choose_body, choose_screen, draft_of
from dashboard.paper.composing import shown_picks
from dashboard.run import this_run
from dashboard.show_paper import LARGE, bodies_of, known_templates, paper_of, show_front, show_screen
from dashboard.show_questions import show_questions_alone

release = this_run().release
st.html(LARGE)
known = known_templates()
screens, bodies = st.columns([3, 1])
with bodies:
    name = choose_body(bodies_of(known))
draft = draft_of(name)
paper = paper_of(release, known[name], draft)
with screens:
    number = choose_screen([paper.head.title, *(exhibit.question for exhibit in paper.exhibits)])
if number:
    show_screen(release, paper, shown_picks(release, draft, known[name])[number - 1], number - 1)
else:
    show_front(paper)
show_questions_alone("meeting")
st.page_link(str(next(e.path for e in PAGES if e.url == "paper")), label="Leave meeting mode")
