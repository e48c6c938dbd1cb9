"""Method and data: what is counted, from what, what was joined and why."""

import streamlit as st

from dashboard.findings.method import glossary, sources, views
from dashboard.in_force import release_in_force
from dashboard.words.escaping import plain, plain_cells

release, _ = release_in_force()
st.title("Method and data")
st.header("What is shown, and at which detail")
for dataset in release.manifest.datasets:
    st.subheader(plain(dataset.title))
    st.markdown(plain(f"Every figure has at least {dataset.k} different {dataset.protected} behind it, none of whom accounts "
                      f"for more than {dataset.dominance:.0%} of it. {dataset.held}"))  # fmt: skip
    st.table(plain_cells(views(release, dataset.name).set_index("Split by")))
st.header("Sources")
st.dataframe(sources(release), hide_index=True, alt="Delivered tables and their suppliers")
st.header("Glossary")
st.table(plain_cells(glossary().set_index("Term")))
st.header("This release")
st.markdown(plain(f"Release {release.id}, policy {release.manifest.policy_sha256[:12]}, audience {release.manifest.audience}, "
                  f"previous release {release.manifest.previous or 'none'}."))  # fmt: skip
for notice in release.manifest.notices:
    st.markdown(f"- {plain(notice)}")
