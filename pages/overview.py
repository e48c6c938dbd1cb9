"""Overview: how many measures changed, the three that matter, all measures, and what to ask."""

import streamlit as st

from dashboard.ask.cache import remembered
from dashboard.catalogue.overview import judged_elsewhere, measures_of, not_delivered, not_shown
from dashboard.catalogue.register import finding_of
from dashboard.controls.missing import choose_indicator
from dashboard.controls.paper import controls_row, draw_findings
from dashboard.findings.finding import last_day
from dashboard.findings.indicators import indicator_titles
from dashboard.findings.measure import told_apart
from dashboard.findings.minimum_dataset import apart
from dashboard.run import this_run
from dashboard.show_questions import show_questions_alone
from dashboard.web.body import finding_block, page_data
from dashboard.web.component import draw_body
from dashboard.web.overview import lead_html, overview_page
from dashboard.words.overview import overview_title, which_measures

release = this_run().release
measures = measures_of(release)
st.title(overview_title(*told_apart(measures), last_day(release.manifest)), anchor=False)
st.html(lead_html(release, measures, apart(release)))
draw_body(
    remembered(
        release,
        "overview page",
        lambda: overview_page(release, measures, not_shown(release), not_delivered(release), apart(release)),
    ),
    key="overview-body",
)
if titles := indicator_titles(release):
    with controls_row():
        chosen = choose_indicator(titles)
    if indicators := finding_of(release, "indicators", {"indicator": chosen}):
        draw_findings(page_data((finding_block(indicators, release),), release), key="indicators-body")
# Last: the first screen is for what changed.
st.html(f'<p class="lead">{which_measures(judged_elsewhere(release))}</p>')
show_questions_alone("")
