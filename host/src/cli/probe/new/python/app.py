"""A probe: one family of points. This file only registers; each criterion is a file of its own."""

import title_names_region  # noqa: F401

from probe_sdk import export_probe

export_probe(family="{{name}}", title="{{name}}")
