"""Meeting mode: one finding a screen, in large type, with the arrow keys."""

import streamlit as st

from dashboard.catalogue.pages import PAGES
from dashboard.controls.briefing import choose_body, choose_screen
from dashboard.paper.plain import front_title
from dashboard.run import this_run
from dashboard.show_briefing import LARGE, known_templates, made_briefing, show_front, show_screen

release = this_run().release
st.html(LARGE)
known = known_templates()
screens, bodies = st.columns([3, 1])
with bodies:
    name = choose_body({key: template.body for key, template in known.items()})
briefing = made_briefing(release, name, known[name])
with screens:
    number = choose_screen([front_title(briefing), *(item.finding.title for item in briefing.items)])
if number:
    show_screen(briefing.items[number - 1], number)
else:
    show_front(briefing)
st.page_link(str(next(e.path for e in PAGES if e.url == "briefing")), label="Leave meeting mode")
