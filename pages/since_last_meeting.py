"""Since last meeting: what changed between the release of then and the release of now."""

from dashboard.controls.paper import choose_body, controls_row
from dashboard.run import this_run
from dashboard.show_paper import bodies_of, known_templates, show_since, since_of
from dashboard.show_questions import show_questions_alone

release = this_run().release
known = known_templates()
with controls_row():
    name = choose_body(bodies_of(known))
show_since(since_of(release, name, known[name]))
show_questions_alone("since-last-meeting")
