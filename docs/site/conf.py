"""How Sphinx builds the documentation site, which loads nothing from a network; `make docs` runs it."""

import re
from pathlib import Path

import nbformat
from docutils.nodes import SkipNode
from docutils.utils.math.latex2mathml import tex2mathml
from myst_parser.parsers.sphinx_ import MystParser
from nbconvert import MarkdownExporter

from cchc_analysis import __version__

project = "cchc_analysis"
author = "the authors of cchc_analysis"
version = release = __version__

extensions = ["sphinx.ext.autodoc", "numpydoc", "myst_parser"]
default_role = "code"
exclude_patterns = []

myst_enable_extensions = ["colon_fence", "deflist"]
myst_heading_anchors = 3
myst_update_mathjax = False
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

NOTEBOOK = """
{%- extends "markdown/index.md.j2" -%}
{%- block input %}
~~~~{code-block} python
:class: cell_input
{{ cell.source }}
~~~~
{% endblock input -%}
{%- block data_html %}
~~~~{raw} html
<div class="cell_output">{{ output.data["text/html"] }}</div>
~~~~
{% endblock data_html -%}
{%- block data_text %}
~~~~text
{{ output.data["text/plain"] }}
~~~~
{% endblock data_text -%}
{%- block stream %}
~~~~text
{{ output.text }}
~~~~
{% endblock stream -%}
"""
"""How a notebook is worded in Markdown; its HTML is passed on untouched."""


class NotebookParser(MystParser):
    """Reads a notebook, with the outputs that it was saved with, as a page in Markdown."""

    supported = ("ipynb",)

    def parse(self, inputstring, document):
        """Word the notebook in Markdown, its pictures beside it, and read that."""
        source = Path(document["source"])
        book, pictures = nbformat.reads(inputstring, as_version=4), f"{source.stem}_files"
        exporter = MarkdownExporter(raw_template=NOTEBOOK)
        words, made = exporter.from_notebook_node(book, {"unique_key": source.stem, "output_files_dir": pictures})
        for name, content in made["outputs"].items():
            path = source.parent / name
            path.parent.mkdir(exist_ok=True)
            path.write_bytes(content)
        super().parse(words, document)


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
    """Tell Sphinx of formulas, languages and notebooks."""
    app.add_html_math_renderer("mathml", (visit_math, None), (visit_math_block, None))
    app.connect("html-page-context", speak)
    app.add_source_suffix(".ipynb", "ipynb")
    app.add_source_parser(NotebookParser)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
