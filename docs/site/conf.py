"""How Sphinx builds the documentation site, which loads nothing from a network; `make docs` runs it."""

import re

from docutils.nodes import SkipNode
from docutils.utils.math.latex2mathml import tex2mathml

from cchc_analysis import __version__

project = "cchc_analysis"
author = "the authors of cchc_analysis"
version = release = __version__

extensions = ["sphinx.ext.autodoc", "numpydoc", "myst_nb"]
default_role = "code"
exclude_patterns = []

myst_enable_extensions = ["colon_fence", "deflist"]
myst_heading_anchors = 3
myst_update_mathjax = False
nb_execution_mode = "off"
nb_ipywidgets_js = {}
suppress_warnings = ["config.cache"]

autodoc_typehints = "none"
autodoc_member_order = "bysource"
numpydoc_show_class_members = False

html_theme = "pydata_sphinx_theme"
html_title = "cchc_analysis"
html_static_path = ["static"]
html_css_files = ["site.css"]
html_math_renderer = "mathml"
html_copy_source = False
html_show_sourcelink = False
html_show_sphinx = False
html_context = {"default_mode": "auto"}
html_theme_options = {
    "show_prev_next": False,
    "navigation_with_keys": False,
    "navbar_align": "left",
    "footer_start": [],
    "footer_end": [],
    "secondary_sidebar_items": ["page-toc"],
    "pygments_light_style": "a11y-high-contrast-light",
    "pygments_dark_style": "a11y-high-contrast-dark",
}
html_sidebars = {"**": ["sidebar-nav-bs"]}
html_sidebars |= {page: [] for page in ("index", "guide", "guide_vi", "gallery", "gallery_vi")}

_BARRED = re.compile(r"<munderover>\s*(<mi>\w</mi>)\s*(<mi>\w</mi>)\s*(<mo[^>]*>ˉ</mo>)\s*</munderover>")


def mathml(tex, is_block):
    r"""Word a formula as MathML, which browsers draw themselves; the index of ``\bar y_t`` stays beside the y."""
    return _BARRED.sub(r"<msub><mover>\1\3</mover>\2</msub>", tex2mathml(tex, as_block=is_block))


def visit_math(self, node):
    """Write a formula within a line."""
    self.body.append(mathml(node.astext(), False))
    raise SkipNode


def visit_math_block(self, node):
    """Write a formula on a line of its own."""
    self.body.append(f"{self.starttag(node, 'div', CLASS='formula')}{mathml(node.astext(), True)}</div>")
    raise SkipNode


def speak(_app, pagename, _template, context, _doctree):
    """Name the language of the Vietnamese pages, for screen readers and search engines."""
    if pagename.endswith("_vi"):
        context["language"] = "vi"


def setup(app):
    """Tell Sphinx of formulas and languages."""
    app.add_html_math_renderer("mathml", (visit_math, None), (visit_math_block, None))
    app.connect("html-page-context", speak)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
