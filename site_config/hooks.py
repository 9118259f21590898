"""Ties the site to MkDocs, and is the only file that knows it: what the pages hold is worked out by `indexer.site`.

MkDocs asks in this order: configuration, files, each page's Markdown, each page's template, and the end of the build.
"""

from __future__ import annotations

import logging
import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from mkdocs.exceptions import PluginError  # noqa: TID251 -- the one home
from mkdocs.structure.files import File  # noqa: TID251

from indexer import pipeline
from indexer.errors import ContentError
from indexer.progress import Progress
from indexer.site import Library, Menu, SitePage, bind_page, client_config, menu, plain_page, prune_site, site_pages

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig  # noqa: TID251
    from mkdocs.structure.files import Files  # noqa: TID251
    from mkdocs.structure.nav import Navigation  # noqa: TID251
    from mkdocs.structure.pages import Page  # noqa: TID251

_LOG = logging.getLogger("mkdocs.principles")

# Material's own search and scripts, and a sitemap without addresses: nothing here asks for them.
_UNUSED = ("assets/javascripts", "assets/images", "assets/stylesheets/*.map", "sitemap.xml*")


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Read the project; anew each time, so that `mkdocs serve` shows what has changed."""
    try:
        knowledge = pipeline.load_knowledge(Path(config.config_file_path).parent)
    except ContentError as error:
        raise PluginError(str(error)) from error
    for complaint in pipeline.unknown_tags(knowledge):
        _LOG.warning(complaint)
    knowledge = pipeline.without_unknown_tags(knowledge)
    traces, edited = pipeline.trace_sources(knowledge)
    pages = site_pages(
        Library(knowledge.pages, knowledge.vocabulary, knowledge.languages, knowledge.sources, traces, edited)
    )
    config.extra["knowledge"] = knowledge
    config.extra["site"] = {f"{page.path}.md": page for page in pages}
    config.nav = ["index.md"]
    return config


def on_files(files: Files, *, config: MkDocsConfig) -> Files:
    """Add the derived pages."""
    for uri, page in config.extra["site"].items():
        if page.derived:
            files.append(File.generated(config, uri, content=""))
    return files


def on_page_markdown(markdown: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:  # noqa: ARG001 -- MkDocs' signature
    """Choose the template."""
    ours = _site_page(page, config)
    page.meta["template"] = ours.template
    page.meta["title"] = ours.title or page.meta.get("title", "")
    return markdown


def on_page_context(context: dict[str, Any], *, page: Page, config: MkDocsConfig, nav: Navigation) -> dict[str, Any]:  # noqa: ARG001 -- MkDocs' signature
    """Give the template its view, the strings of its language, and its menu."""
    ours = _site_page(page, config)
    knowledge = config.extra["knowledge"]
    language = knowledge.languages[ours.language]
    own_menu: Menu = menu(knowledge.vocabulary, language, knowledge.languages)
    return {
        **context,
        "here": ours,
        "view": ours.view,
        "language": language,
        "languages": knowledge.languages,
        "menu": own_menu,
        "ui": language.ui,
        "client": client_config(language, knowledge.languages, ours.template),
    }


def on_post_page(output: str, *, page: Page, config: MkDocsConfig) -> str:  # noqa: ARG001 -- MkDocs' signature
    """Keep words together that must not part at the end of a line."""
    return bind_page(output, config.extra["knowledge"].languages)


def on_post_build(*, config: MkDocsConfig) -> None:
    """Publish the search, and take away what nothing uses."""
    site = Path(config.site_dir)
    for pattern in _UNUSED:
        for path in sorted(site.glob(pattern)):
            if path.is_dir():
                shutil.rmtree(path)
            else:
                path.unlink()
    with Progress(sys.stderr, "pages") as progress:
        pipeline.publish(config.extra["knowledge"], site, progress)
    prune_site(site, "assets/stylesheets")


def _site_page(page: Page, config: MkDocsConfig) -> SitePage:
    found: SitePage | None = config.extra["site"].get(page.file.src_uri)
    return found or plain_page(page.file.src_uri.removesuffix(".md"), config.extra["knowledge"].languages)
