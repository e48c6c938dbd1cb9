"""One question, one answer: whatever a finding reads of a release, it reads by asking here.

A question is frozen and made of codes; how its answer is drawn is no part of it. `ask(release, question)` gives the answer, worked
out once for a release. A new theme is a question class with `answered(release)`, and its line in `delivered.THEMES`.
"""
