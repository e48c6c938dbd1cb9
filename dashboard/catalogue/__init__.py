"""The catalogue: every finding and every page, once. Pages, papers, links, the menu and what is remembered come from it.

Adding a finding is one entry in the file of its theme and one small file under `findings/`:

    Entry("my-key", "Its title", "Its question?", "url-of-its-page", lambda release, codes: my_finding(release), ("parameter",))

It then stands on its page, can be named in a template for a paper, is remembered for each release, and has its links.
"""
