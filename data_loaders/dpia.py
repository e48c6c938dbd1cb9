"""The data protection impact assessment, filled from a release with the product's own facts."""

from __future__ import annotations

from pathlib import Path

from data_loaders.release import Release

TEMPLATE = Path(__file__).resolve().parents[1] / "docs" / "dpia.md"
CHECKS = {
    "closure": "closure",
    "nesting": "one hierarchy",
    "across": "combining views",
    "vintage": "vintage",
    "words": "words",
}


def filled(release: Release, template: str) -> str:
    """The template with every {placeholder} replaced. Raises KeyError for one that the product cannot fill."""
    return template.format(**facts(release))


def facts(release: Release) -> dict[str, str]:
    manifest = release.manifest
    return {
        "council": manifest.council,
        "audience": manifest.audience,
        "audience_title": manifest.audience_title,
        "release": release.id,
        "as_at": f"{manifest.as_at:%d %B %Y}",
        "policy": manifest.policy_sha256[:12],
        "version": manifest.versions["product"],
        "synthetic": "Every figure of this release is invented." if manifest.is_synthetic else "",
        "sources": "\n".join(_source_lines(release)),
        "datasets": "\n".join(_dataset_lines(release)),
        "views": str(len(manifest.views)),
        "withheld": str(sum(view.status == "withheld" for view in manifest.views)),
        "held": "\n".join(f"{d.title}: {d.held}" for d in manifest.datasets),
        "checks": "\n".join(f"- {c.name}, {c.subject}: {c.status}. {c.reason}" for c in release.audit.checks),
        **{key: _came_of(release, name) for key, name in CHECKS.items()},
    }


def _source_lines(release: Release) -> list[str]:
    return [
        f"| {s.table} | {s.supplier} | {s.extract_date} | {s.period_start or '–'} to {s.period_end or '–'} "
        f"| {s.sharing_agreement or 'to be answered'} | {s.retention_date or 'to be answered'} |"
        for s in release.manifest.sources
    ]


def _dataset_lines(release: Release) -> list[str]:
    return [
        f"- {d.title}: counted as {d.counts}; at least {d.k} different {d.protected} behind every figure, none of whom makes more "
        f"than {d.dominance:.0%} of it; {sum(v.cells for v in release.views(d.name)):,} figures in "
        f"{sum(v.status == 'published' for v in release.views(d.name))} views."
        for d in release.manifest.datasets
    ]


def _came_of(release: Release, name: str) -> str:
    own = [check for check in release.audit.checks if check.name == name]
    if not own:
        return "nothing to check"
    tried = sum(check.tried for check in own)
    return f"{', '.join(sorted({check.status for check in own}))}: {tried:,} tried in {len(own)} checks"
