"""Paper: what a body of the partnership gets, ready for the table."""

from dashboard.controls.paper import choose_body, choose_length, controls_row
from dashboard.run import this_run
from dashboard.show_paper import bodies_of, known_templates, show_editor
from dashboard.show_questions import show_questions_alone

release = this_run().release
with controls_row():
    body = choose_body(bodies_of(known_templates()))
    length = choose_length()
show_editor(release, body, length)
show_questions_alone("paper")
