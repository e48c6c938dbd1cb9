"""Method and data: what is counted, from what, what was joined and why."""

import streamlit as st

from dashboard.catalogue.register import not_delivered, page_link
from dashboard.findings.method import BEHIND, absent, gaps, glossary, kept, papers, sources, tables_of, views
from dashboard.run import this_run
from dashboard.show_questions import show_questions_alone
from dashboard.web.contents import METHOD, contents_html
from dashboard.web.text_table import text_table_html
from dashboard.words.escaping import plain

st.html(contents_html(METHOD))
release = this_run().release
st.header(METHOD[0])
st.markdown("\n".join(f"- {plain(line)}" for line in absent(not_delivered(release), gaps(release))))
for title, said in BEHIND.items():
    st.expander(plain(title)).markdown(plain(said))
st.header(METHOD[1])
st.markdown("Every figure comes from one published release. What may be shown is decided once, before publication, by a policy and "
            "an audit ([Safety](" + page_link("safety") + ")); what is chosen on a page only picks among what was published.")  # fmt: skip
for dataset in release.manifest.datasets:
    every = f"{dataset.title}: every split, and what was joined"
    st.expander(plain(every)).html(text_table_html(views(release, dataset.name), every))
st.markdown("\n".join(f"- {plain(line)}" for line in kept(release)))
st.header(METHOD[2])
st.dataframe(sources(release), hide_index=True, alt="Delivered tables and their suppliers")
st.header(METHOD[3])
st.html(text_table_html(glossary(), METHOD[3]))
st.header(METHOD[4])
for title, text in papers().items():
    st.expander(title).markdown(text)
st.header(METHOD[5])
st.markdown(plain(f"Release {release.id}, policy {release.manifest.policy_sha256[:12]}, audience {release.manifest.audience}, "
                  f"previous release {release.manifest.previous or 'none'}."))  # fmt: skip
with st.expander("Its tables, with their checksums"):
    st.dataframe(tables_of(release), hide_index=True, alt="Tables of the release with rows and checksums")
show_questions_alone("method")
