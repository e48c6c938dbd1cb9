"""The style sheet of the whole page, made from the palette: roles for light and dark, high contrast and print, and the frame."""

from __future__ import annotations

from dashboard.charts.palette import DARK, LIGHT, variables


def page_style() -> str:
    """`light-dark` follows the scheme that Streamlit sets: that of the reader's system, or the one chosen in the menu."""
    both = "".join(
        f"--{role}:{value if DARK[role] == value else f'light-dark({value},{DARK[role]})'};"
        for role, value in LIGHT.items()
    )
    return (
        f"<style>:root{{{both}}}@media(prefers-contrast:more){{:root{{{variables('contrast')}}}}}"
        f"@media print{{:root{{{variables('print')}}}}}{FRAME}</style>"
    )


FRAME = """
[data-testid="stHeader"]{height:48px;min-height:48px;background:var(--surface);border-bottom:1px solid var(--rule)}
[data-testid="stToolbar"]{padding:0 0 0 max(224px,calc((100vw - 1312px)/2 + 160px));height:48px}
[data-testid="stMainBlockContainer"]{max-width:1440px;padding:50px 64px 48px}
[data-testid="stMainBlockContainer"]>[data-testid="stVerticalBlock"]{gap:4px}
[data-testid="stTopNavLink"],[data-testid="stTopNavSection"]{font-size:15px;border-radius:0;height:48px;padding:0 10px;background:none!important}
[data-testid="stTopNavLink"] span,[data-testid="stTopNavSection"]{color:var(--ink2);font-weight:400}
[data-testid="stTopNavLink"][aria-current="page"],.st-key-open-section{box-shadow:inset 0 -3px 0 var(--data)}
.council,.dates,.chip{position:fixed;top:0;height:48px;z-index:1000000;display:flex;align-items:center;font-variant-numeric:tabular-nums}
.council{left:max(64px,calc((100vw - 1312px)/2));font-size:16px;font-weight:650;color:var(--ink);pointer-events:none;max-width:170px;line-height:18px}
.dates{right:calc(max(64px,calc((100vw - 1312px)/2)) + 150px);font-size:14px;color:var(--ink2)}
.chip{right:calc(max(64px,calc((100vw - 1312px)/2)) + 36px);gap:8px}
.chip b{background:var(--chip);color:var(--chip-ink);border:1px solid var(--chip-ink);border-radius:4px;font-size:13px;line-height:18px;font-weight:600;padding:2px 8px}
.st-key-head{align-items:baseline;gap:0 24px}
[data-testid="stMainBlockContainer"] [data-testid="stVerticalBlock"]:has(>.st-key-controls){gap:10px}
.st-key-controls{gap:8px 16px}.st-key-controls label p,.st-key-controls [data-testid="stWidgetLabel"] p{font-size:13px;line-height:18px;color:var(--ink2)}
.st-key-controls [data-testid="stWidgetLabel"]{min-height:18px;margin-bottom:3px}
.st-key-controls button{min-height:38px;height:38px;font-size:15px;background:var(--surface);border-color:var(--edge)}
.st-key-controls [data-testid="stSelectbox"] [data-baseweb="select"]>div,.st-key-controls [data-testid="stSelectbox"] div[role="group"]{min-height:38px;background:var(--surface)}
.st-key-controls button[aria-checked="true"],.st-key-controls [kind="segmented_controlActive"]{background:var(--sunken);color:var(--ink);font-weight:650;box-shadow:inset 0 -3px 0 var(--data)}
.st-key-controls button[aria-checked="true"] p,.st-key-controls [kind="segmented_controlActive"] p{font-weight:650}
.st-key-controls>div:has([data-testid="stSelectbox"]){max-width:340px}
.st-key-head h1{padding:0}
.st-key-head [data-testid="stPageLink-NavLink"]{padding:4px 0 5px;border-radius:0;background:none!important;font-size:15px;border-bottom:3px solid transparent}
.st-key-head [data-testid="stPageLink-NavLink"] p{font-size:15px;line-height:20px;color:var(--ink2)}
[data-testid="stMainBlockContainer"] h1{font-size:28px;line-height:34px;font-weight:650;padding:6px 0 0}.lead{font-size:15px;line-height:20px;color:var(--ink2);margin:16px 0 4px}[data-testid="stHeading"]{margin-bottom:0}[data-testid="stHeadingWithActionElements"] h1{margin:0}
.data-line{display:none;font-size:14px;line-height:20px;color:var(--ink2)}
@media(max-width:1200px){.dates i{display:none}}
@media(max-width:1023px){[data-testid="stToolbar"]{padding-left:190px}.council{left:32px;max-width:150px}.dates{display:none}[data-testid="stMainBlockContainer"] h1{font-size:28px;line-height:34px;font-weight:650;padding:6px 0 0}.lead{font-size:15px;line-height:20px;color:var(--ink2);margin:16px 0 4px}[data-testid="stHeading"]{margin-bottom:0}[data-testid="stHeadingWithActionElements"] h1{margin:0}
.data-line{display:block}[data-testid="stMainBlockContainer"]{padding-left:32px;padding-right:32px}}
@media(max-width:767px){[data-testid="stToolbar"]{padding-left:12px}.council{left:56px}}
@media(max-width:640px){[data-testid="stMainBlockContainer"]{padding-left:16px;padding-right:16px}[data-testid="stMainBlockContainer"] [data-testid="stVerticalBlock"]:has(>.st-key-controls){gap:10px}
.st-key-controls{gap:8px 16px}.st-key-controls label p,.st-key-controls [data-testid="stWidgetLabel"] p{font-size:13px;line-height:18px;color:var(--ink2)}
.st-key-controls [data-testid="stWidgetLabel"]{min-height:18px;margin-bottom:3px}
.st-key-controls button{min-height:38px;height:38px;font-size:15px;background:var(--surface);border-color:var(--edge)}
.st-key-controls [data-testid="stSelectbox"] [data-baseweb="select"]>div,.st-key-controls [data-testid="stSelectbox"] div[role="group"]{min-height:38px;background:var(--surface)}
.st-key-controls button[aria-checked="true"],.st-key-controls [kind="segmented_controlActive"]{background:var(--sunken);color:var(--ink);font-weight:650;box-shadow:inset 0 -3px 0 var(--data)}
.st-key-controls button[aria-checked="true"] p,.st-key-controls [kind="segmented_controlActive"] p{font-weight:650}
.st-key-head h1{font-size:24px;line-height:30px}.st-key-head{gap:0 18px}}
@media print{[data-testid="stHeader"],.council,.dates,[data-testid="stWidgetLabel"],[data-testid="stSelectbox"],[data-testid="stButtonGroup"],.st-key-head a{display:none!important}
.chip{position:static}[data-testid="stMainBlockContainer"]{padding:0}}
"""
