"""All named rules of ingest, each with what it does and an example: the documentation and the tests read this table.

A removal is a whole line that stands on no page. A repair changes what stands there. Rules that begin with `marked-`
trust what a saved page or a Word file says of itself.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule by its name in reports.

    Attributes:
        removes: Whether it takes lines; otherwise it changes what stands in them.
        does: What it does and on what evidence, in plain words.
        example: A piece of a text that it applies to.
        becomes: What is left of it; empty when nothing is.
    """

    name: str
    removes: bool
    does: str
    example: str
    becomes: str = ""


def _repair(name: str, does: str, example: str, becomes: str) -> Rule:
    return Rule(name, removes=False, does=does, example=example, becomes=becomes)


def _removal(name: str, does: str, example: str) -> Rule:
    return Rule(name, removes=True, does=does, example=example)


RULES = (
    _repair("control-character", "drops characters that control machines", "Be\x07 kind.", "Be kind."),
    _repair("invisible-character", "drops the invisible, but not where Telugu needs it", "Be\u200b kind.", "Be kind."),
    _repair(
        "composition",
        "writes a letter and its mark as one character (NFC)",
        "zakaznı\u0301k, usme\u030cv",
        "zakaznı\u0301k, usměv",
    ),
    _repair("full-width", "writes Latin letters and digits in normal width", "第１条 ＶＩＰ", "第1条 VIP"),
    _repair("spaces", "writes any run of spaces as one plain space", "Be  kind\u00a0to all.", "Be kind to all."),
    _repair("heading-marker", "takes numbers and signs off a heading", "1. Greeting", "Greeting"),
    _repair(
        "inline-heading",
        "parts a heading from the text on its line",
        "1. Greeting: say it first.",
        "Greeting / say it first.",
    ),
    _repair(
        "bold-sign",
        "takes off the signs for bold type of a saved page or Word file where no heading begins there",
        "<p><b>Please</b> be kind to all.</p>",
        "Please be kind to all.",
    ),
    _repair("underline", "takes away the line below a heading", "Greeting\n========", "Greeting"),
    _repair(
        "join-lines",
        "joins the lines of a paragraph, as their language does",
        "Say it before\nthe customer does.",
        "Say it before the customer does.",
    ),
    _repair("hyphenation", "joins a word that a line end cut, where the whole is a word", "cus-\ntomer", "customer"),
    _repair("retitled-by-hand", "puts the heading that the small file gives", "3. Promises", "Keeping your word"),
    _removal("page-number", "numbers of pages: written as such, or several alone and ascending", "Page 2 of 9"),
    _removal("table-of-contents", "lines that come again below, or end in dots and a number", "Greeting ........ 3"),
    _removal(
        "running-header",
        "lines that come again and cut a sentence, or stand beside page numbers",
        "Market Traders Handbook",
    ),
    _removal("ornament", "rows of signs that divide", "* * *"),
    _removal("repeated-title", "the title of the text, once more", "Our Way"),
    _removal("link", "lines that are an address and nothing else", "https://example.org/rules"),
    _removal("credit", "who took a picture, or which agency sold it", "Photo: Jane Doe"),
    _removal("caption", "what stands below a picture", "Figure 3"),
    _removal("copyright", "notices of rights", "© 2023 Market Traders. All rights reserved."),
    _removal("byline", "who published it, and when", "Last updated 3 May"),
    _removal("date", "a date alone, before or after the text", "12. 5. 2021"),
    _removal("share", "invitations to share", "Share this article"),
    _removal("related", "titles of other texts, and what announces them", "Related articles"),
    _removal("cookie", "notices about cookies and consent", "We use cookies. Accept our privacy policy."),
    _removal("download", "invitations to download, subscribe, sign in", "Download the PDF. Sign up for news."),
    _removal("navigation", "labels and trails of a web page", "Home > Service > Rules"),
    _removal("above-repeated-title", "the head of a page, between a title and its repetition", "124 views"),
    _removal("by-hand", "lines that the small file names under `remove`", "Internal note"),
    _removal("marked-page-title", "the title of the browser's window", "<title>Our Way | Traders</title>"),
    _removal("marked-navigation", "what the page marks as navigation", "<nav>Home</nav>"),
    _removal("marked-header", "what the page or Word marks as a head", "<header>Traders</header>"),
    _removal("marked-footer", "what the page or Word marks as a foot", "<footer>© Traders</footer>"),
    _removal("marked-aside", "what the page marks as standing aside", "<aside>Opening hours</aside>"),
    _removal("marked-notice", "notices and pop-up windows", '<div class="modal">Subscribe now</div>'),
    _removal("marked-control", "buttons and forms", "<button>Accept</button>"),
    _removal("marked-cookie", "what the page marks as a cookie notice", '<div class="cookies">We use cookies.</div>'),
    _removal("marked-share", "what the page marks for sharing", '<div class="share">Send it on</div>'),
    _removal("marked-related", "what the page marks as related texts", '<div class="related">Ten ways</div>'),
    _removal("marked-advertisement", "what the page marks as advertisement", '<div class="ad">Buy chairs</div>'),
    _removal("marked-comments", "comments of readers", '<div id="comments">Nice!</div>'),
    _removal("marked-picture", "what stands for a picture that cannot be seen", '<img src="x.png" alt="A counter">'),
    _removal("marked-hidden", "what the page or Word hides from readers", "<p hidden>Draft</p>"),
    _removal("marked-links", "neighbouring lines that are links only", "<ul><li><a>Shop</a><li><a>News</a></ul>"),
    _removal("marked-footnote", "footnotes and endnotes of a Word file", "See the annex."),
    _removal("marked-contents", "the table of contents of a Word file", "Greeting 3"),
)
